"""The yearly question: asked once, reminded of once, answered once; what nobody confirms is marked and kept."""

import re
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page, PageLogEntry

from good_practices import worklist, yearly
from good_practices.life import Life
from good_practices.models import Confirmation, GoodPracticePage
from mail.models import Message
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.snapshots import again
from tests.factories.translations import translate
from tests.good_practices.test_worklist import desk, enter
from tests.reading import read

DAY = timedelta(days=1)
NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)


def told(days: int, author: User, *, title: str = "Δίκτυο γειτονιάς", **fields: Any) -> GoodPracticePage:
    """Return a practice that was confirmed so many days ago."""
    fields = {"owner": author, "contact": author, "confirmed_on": (NOW - days * DAY).date(), **fields}
    return make_practice(title, **fields)


def address(asked: Confirmation, language: str = "el") -> str:
    with override(language):
        return reverse("practices:confirm", args=[asked.token])


def marks() -> list[Any]:
    return list(GoodPracticePage.objects.order_by("pk").values_list("confirmed_on", "unconfirmed_since"))


# Asking


@pytest.mark.parametrize(("days", "asked"), [(364, 0), (365, 1), (900, 1)])
def test_a_practice_is_asked_about_when_its_year_is_over(days: int, asked: int, member: User) -> None:
    told(days, member)

    assert (yearly.ask_about_all(NOW), Message.objects.count()) == (asked, asked)


def test_what_was_never_confirmed_counts_from_its_publication(member: User) -> None:
    practice = told(0, member, confirmed_on=None)
    published = again(practice).first_published_at
    assert published

    counts = [yearly.ask_about_all(published + days * DAY) for days in (364, 366)]

    assert counts == [0, 1]


def test_the_question_is_put_once_reminded_of_once_and_put_anew_after_a_year(member: User) -> None:
    told(365, member)

    counts = [yearly.ask_about_all(NOW + days * DAY) for days in (0, 1, 29, 30, 31, 200, 364, 365, 366)]

    assert counts == [1, 0, 0, 1, 0, 0, 0, 1, 0]
    assert Confirmation.objects.count() == 1


def test_drafts_are_not_asked_about(member: User) -> None:
    told(900, member, live=False)

    assert yearly.ask_about_all(NOW) == 0


def test_a_translation_is_not_asked_about_beside_its_original(member: User, editor: User) -> None:
    translate(told(900, member), user=editor)

    assert yearly.ask_about_all(NOW) == 1


def test_the_contact_person_is_asked_or_else_who_began_it(member: User, colleague: User) -> None:
    told(900, member, contact=colleague, title="Με υπεύθυνο")
    told(900, member, contact=None, title="Χωρίς υπεύθυνο")

    yearly.ask_about_all(NOW)

    assert set(Confirmation.objects.values_list("person", flat=True)) == {member.pk, colleague.pk}


def test_nobody_who_has_left_is_asked(member: User) -> None:
    told(900, member)
    User.objects.filter(pk=member.pk).update(is_active=False)

    assert (yearly.ask_about_all(NOW), Message.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("el", "Ισχύει ακόμη η πρακτική «Δίκτυο γειτονιάς» όπως περιγράφεται;"),
        ("en", "Is “Δίκτυο γειτονιάς” still as described?"),
    ],
)
def test_the_mail_speaks_the_language_of_its_reader(language: str, subject: str, member: User) -> None:
    User.objects.filter(pk=member.pk).update(language=language)
    told(365, User.objects.get(pk=member.pk))

    yearly.ask_about_all(NOW)

    letter = Message.objects.get()
    assert (letter.subject, letter.language) == (subject, language)
    assert f"/{language}/practices/confirm/{Confirmation.objects.get().token}/" in letter.text


def test_two_open_questions_about_one_practice_cannot_be(member: User) -> None:
    practice = told(365, member)
    values = {"practice_key": practice.translation_key, "person": member, "asked_at": NOW}
    Confirmation.objects.create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(**values)


# Answering


def ask(practice: GoodPracticePage, author: User, when: datetime | None = None) -> Confirmation:
    return Confirmation.objects.create(
        practice_key=practice.translation_key, person=author, asked_at=when or timezone.now()
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [("el", ["Ισχύει ακόμη όπως περιγράφεται;", "Ευχαριστούμε"]), ("en", ["Is it still as described?", "Thank you"])],
)
def test_one_click_confirms_both_languages_without_a_login(
    language: str, words: list[str], member: User, editor: User
) -> None:
    practice = told(900, member, unconfirmed_since=date(2024, 1, 1))
    translate(practice, user=editor)
    where = address(ask(practice, member), language)

    page = read(Client(), where)
    before = marks()
    answer = Client().post(where, follow=True)

    assert (words[0] in page, words[1] in answer.content.decode(), answer.status_code) == (True, True, 200)
    assert before[0][0] == practice.confirmed_on
    today = timezone.localdate()
    assert marks() == [(today, None), (today, None)]


def test_a_link_works_once(member: User) -> None:
    practice = told(900, member)
    where = address(ask(practice, member))
    first = Client().post(where)
    GoodPracticePage.objects.update(confirmed_on=date(2024, 1, 1))

    answers = [Client().get(where), Client().post(where)]

    assert (first.status_code, [answer.status_code for answer in answers]) == (302, [410, 410])
    assert again(practice).confirmed_on == date(2024, 1, 1)


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("token", ["x", "1", "MQ:x", "é", "%00"])
def test_a_made_up_link_tells_nothing(token: str, language: str, member: User) -> None:
    practice = told(900, member, title="ΚΑΝΑΡΙΝΙ")
    ask(practice, member)

    answer = Client().get(f"/{language}/practices/confirm/{token}/")

    assert (answer.status_code in {400, 404, 410}, "ΚΑΝΑΡΙΝΙ" in answer.content.decode()) == (True, False)


def test_a_link_ends_after_sixty_days_and_with_the_account(member: User) -> None:
    practice = told(900, member)
    old = address(ask(practice, member, timezone.now() - 61 * DAY))
    late = Client().post(old).status_code
    Confirmation.objects.update(asked_at=timezone.now())
    User.objects.filter(pk=member.pk).update(is_active=False)

    assert (late, Client().post(old).status_code) == (410, 410)


def test_a_link_shows_nothing_of_a_practice_taken_offline(member: User) -> None:
    practice = told(900, member, title="ΚΑΝΑΡΙΝΙ")
    where = address(ask(practice, member))
    practice.unpublish()

    answer = Client().get(where)

    assert (answer.status_code, "ΚΑΝΑΡΙΝΙ" in answer.content.decode()) == (410, False)


def test_publishing_a_draft_afterwards_takes_nothing_back(member: User) -> None:
    practice = told(900, member)
    practice.title = "Νέος τίτλος"
    practice.save_revision(user=member)

    yearly.confirm(ask(practice, member), NOW)
    again(practice).get_latest_revision().publish()

    assert (again(practice).title, again(practice).confirmed_on) == ("Νέος τίτλος", date(2026, 11, 28))


def test_the_author_sees_it_in_the_life_of_the_practice(member: User) -> None:
    practice = told(900, member)

    yearly.confirm(ask(practice, member), NOW)

    with override("en"):
        assert [knot["title"] for knot in Life(again(practice)).thread][-1] == "Confirmed"


# What nobody confirms


@pytest.mark.parametrize(("days", "marked"), [(395, False), (396, True)])
def test_after_thirteen_months_a_practice_is_marked_in_both_languages(
    days: int, marked: bool, member: User, editor: User
) -> None:
    practice = told(days, member)
    translate(practice, user=editor)

    changed = yearly.mark_late(NOW)

    assert changed == int(marked)
    assert [mark for _day, mark in marks()] == [practice.confirmed_on if marked else None] * 2
    assert yearly.mark_late(NOW) == 0


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("el", "Από τις 1 Οκτωβρίου 2025 δεν έχει επιβεβαιώσει κανείς την πρακτική."),
        ("en", "Nobody has confirmed this practice since 1 October 2025."),
    ],
)
def test_its_page_says_so_and_the_practice_stays(language: str, text: str, member: User) -> None:
    practice = told(0, member, confirmed_on=date(2025, 10, 1))
    before = text in read(Client(), practice.url_in(language))

    yearly.mark_late(NOW)

    assert (before, text in read(Client(), practice.url_in(language))) == (False, True)


def test_editors_have_a_heap_of_them(member: User) -> None:
    told(900, member, title="Ξεχασμένη")
    told(10, member, title="Πρόσφατη")

    yearly.mark_late(NOW)

    assert [one.title for one in worklist.heap(worklist.UNCONFIRMED)] == ["Ξεχασμένη"]
    assert worklist.counts()[worklist.UNCONFIRMED] == 1


def test_the_command_says_what_it_did(member: User) -> None:
    told(900, member)
    said = StringIO()

    call_command("confirm_practices", stdout=said)

    assert re.fullmatch(r"1 mails queued, 1 marks changed\n", said.getvalue())


# Signed in


def own(practice: GoodPracticePage, language: str = "el", rest: str = "confirm/") -> str:
    return f"/{language}/my/practices/{practice.translation_key}/{rest}"


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize(("days", "offered"), [(364, False), (365, True), (900, True)])
def test_who_answers_and_the_editors_find_the_button_once_it_is_due(
    days: int, offered: bool, language: str, member: User, editor: User
) -> None:
    practice = told(days, member, confirmed_on=timezone.localdate() - days * DAY)
    places = [(member, own(practice, language, "")), (member, f"/{language}/my/practices/"), (editor, desk(practice))]

    found = [own(practice, language) in read(enter(person, language), where) for person, where in places]

    assert found == [offered] * 3


@pytest.mark.parametrize(
    ("back", "led_to"),
    [("", "/el/my/practices/{key}/"), ("list", "/el/my/practices/"), ("x", "/el/my/practices/{key}/")],
)
def test_one_button_confirms_both_languages_and_ends_the_link(
    back: str, led_to: str, member: User, editor: User
) -> None:
    practice = told(900, member, unconfirmed_since=date(2024, 1, 1))
    translate(practice, user=editor)
    asked = ask(practice, member)

    answer = enter(member, "el").post(own(practice), {"back": back})

    today = timezone.localdate()
    assert (answer.status_code, answer["Location"]) == (302, led_to.format(key=practice.translation_key))
    assert (marks(), Client().get(address(asked)).status_code) == ([(today, None), (today, None)], 410)


def test_an_editor_confirms_at_the_desk_under_their_own_name(member: User, editor: User) -> None:
    practice = told(900, member)
    ask(practice, member)

    answer = enter(editor).post(own(practice, "en"), {"back": "desk"})

    entry = PageLogEntry.objects.get(action=yearly.CONFIRMED)
    assert (answer["Location"], entry.user) == (desk(practice), editor)
    assert again(practice).confirmed_on == timezone.localdate()


@pytest.mark.parametrize("name", ["stranger", "colleague", "facilitator"])
def test_nobody_else_confirms(name: str, member: User, request: pytest.FixtureRequest) -> None:
    practice = told(900, member)
    before = marks()

    answer = enter(request.getfixturevalue(name)).post(own(practice))

    assert (answer.status_code, marks()) == (404, before)
    with pytest.raises(PermissionDenied):
        yearly.confirm_due(practice, request.getfixturevalue(name), timezone.now())


@pytest.mark.parametrize(("language", "said"), [("el", "κανείς δεν περιμένει"), ("en", "Nobody waits for an answer")])
def test_pressing_twice_confirms_once(language: str, said: str, member: User) -> None:
    practice, client = told(900, member), enter(member, language)

    answers = [client.post(own(practice, language), follow=True).content.decode() for _press in range(2)]

    assert [said in answer for answer in answers] == [False, True]
    assert PageLogEntry.objects.filter(action=yearly.CONFIRMED).count() == 1


def test_a_practice_that_is_ended_or_offline_is_not_due(member: User) -> None:
    ended = told(900, member, title="Τέλος", status="ended", ended_reason="Τέλος")
    draft = told(900, member, title="Πρόχειρη", live=False)

    assert [yearly.is_due(practice, NOW) for practice in (ended, draft)] == [False, False]


def test_a_link_ends_when_somebody_else_answers_for_the_practice(member: User, stranger: User) -> None:
    practice = told(900, member)
    asked = ask(practice, member)
    GoodPracticePage.objects.update(contact=stranger)
    Page.objects.update(owner=stranger)

    assert Client().post(address(asked)).status_code == 410
    assert yearly.confirm(asked, NOW) is False
