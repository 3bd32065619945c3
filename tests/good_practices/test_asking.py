"""Anybody asks about a practice: its contact person gets one mail, and no page shows who that is."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members.models import Organisation, User
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.network_members.rooms import page_of, value_of, words_of
from tests.reading import read

CONTACT, CONTACT_ADDRESS = "Ευτέρπη Καναρίνη", "canary-83@nima.example"


@pytest.fixture
def practice(council: Organisation, member: User) -> GoodPracticePage:
    """A practice in both languages whose contact person reads Greek."""
    first, last = CONTACT.split()
    User.objects.filter(pk=member.pk).update(email=CONTACT_ADDRESS, first_name=first, last_name=last, language="el")
    page = make_practice("Σύμβουλοι", lead_organisation=council, contact=User.objects.get(pk=member.pk))
    translate(page, words=lambda text: "Advisers" if text == "Σύμβουλοι" else text)
    return page


def form_of(practice: GoodPracticePage, language: str = "en") -> str:
    """Return where one asks about a practice."""
    return f"/{language}/practices/{practice.translation_key}/ask/"


def question(**changed: str) -> dict[str, str]:
    """Return what a visitor fills in."""
    return {
        "name": "Ada",
        "email": "ada@visitor.example",
        "text": "Who pays?\nHow much?",
        "token": str(uuid4()),
        **changed,
    }


def mails() -> list[tuple[str, str, str]]:
    """Return kind, reader and language of all mails."""
    return list(Message.objects.order_by("pk").values_list("kind", "recipient", "language"))


@pytest.mark.parametrize(("language", "title"), [("en", "Advisers"), ("el", "Σύμβουλοι")])
def test_the_practice_leads_to_the_form_and_the_form_back(
    language: str, title: str, practice: GoodPracticePage, visitor: Client
) -> None:
    practice_url = practice.url_in(language)

    assert f'href="{form_of(practice, language)}"' in read(visitor, practice_url)
    form = read(visitor, form_of(practice, language))
    assert (title in form, f'href="{practice_url}"' in form) == (True, True)


def test_the_contact_person_gets_it_in_their_language_and_who_asked_a_receipt(
    practice: GoodPracticePage, visitor: Client
) -> None:
    answer: Any = visitor.post(form_of(practice), question())

    assert (answer.status_code, answer["Location"]) == (302, f"{form_of(practice)}?sent")
    assert mails() == [("question", CONTACT_ADDRESS, "el"), ("question_receipt", "ada@visitor.example", "en")]
    first, receipt = Message.objects.order_by("pk")
    assert (first.reply_to, "Who pays?\nHow much?" in first.text) == ("Ada <ada@visitor.example>", True)
    assert (practice.url_in("el") in first.text, practice.url_in("en") in receipt.text) == (True, True)
    assert ("Who pays?" in receipt.text, "Advisers" in receipt.text) == (False, True)
    assert "Your question has been sent." in words_of(visitor.get(answer["Location"]))


def test_nobody_outside_learns_who_answers(practice: GoodPracticePage, visitor: Client) -> None:
    sent = visitor.post(form_of(practice), question())
    pages = [practice.url_in("en"), form_of(practice), form_of(practice, "el"), sent["Location"]]
    receipt = Message.objects.get(kind="question_receipt")

    shown = "".join(read(visitor, page) for page in pages) + receipt.text + receipt.html
    assert [word for word in (*CONTACT.split(), CONTACT_ADDRESS) if word in shown] == []


def test_nothing_typed_is_lost_when_something_lacks(practice: GoodPracticePage, visitor: Client) -> None:
    page = page_of(visitor.post(form_of(practice, "el"), question(email="no address")), 422)

    assert (value_of(page, "name"), value_of(page, "email")) == ("Ada", "no address")
    assert "Who pays?\nHow much?</textarea>" in page
    assert mails() == []


def test_a_question_that_is_sent_twice_leaves_once(practice: GoodPracticePage, visitor: Client) -> None:
    same = question()

    for _time in range(2):
        visitor.post(form_of(practice), same)

    assert len(mails()) == 2


def test_members_need_not_type_who_they_are(practice: GoodPracticePage, client: Client, colleague: User) -> None:
    client.force_login(colleague)

    page = read(client, form_of(practice))

    assert (value_of(page, "name"), value_of(page, "email")) == (str(colleague), colleague.email)


@pytest.mark.parametrize("who", ["nobody", "somebody whose account is closed"])
def test_without_a_contact_person_nothing_is_offered(who: str, practice: GoodPracticePage, visitor: Client) -> None:
    if who == "nobody":
        GoodPracticePage.objects.update(contact=None)
    else:
        User.objects.filter(email=CONTACT_ADDRESS).update(is_active=False)

    assert re.findall(r'href="[^"]*/ask/"', read(visitor, practice.url_in("en"))) == []
    assert visitor.get(form_of(practice)).status_code == 404
    assert visitor.post(form_of(practice), question()).status_code == 404
    assert mails() == []


def test_a_practice_that_is_not_public_cannot_be_asked_about(
    council: Organisation, member: User, visitor: Client
) -> None:
    draft = make_practice("ΚΑΝΑΡΙΝΙ", lead_organisation=council, contact=member, live=False)

    answer = visitor.get(form_of(draft))

    assert (answer.status_code, "ΚΑΝΑΡΙΝΙ" in answer.content.decode()) == (404, False)
    assert visitor.get(f"/en/practices/{uuid4()}/ask/").status_code == 404
