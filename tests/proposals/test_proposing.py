"""Members propose other words for a practice they read and do not write on; nothing typed is lost."""

from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client

from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members.models import User
from proposals import actions
from proposals.models import Proposal, ProposedText
from tests.factories.practices import make_practice
from tests.factories.proposals import make_proposal
from tests.factories.translations import translate
from tests.proposals.conftest import fields
from tests.reading import count_queries
from tests.translators.conftest import enter

State = Proposal.State
NEW = "Μαθαίνουμε όλοι μαζί ελληνικά"
QUERIES_OF_FORM = 11


def form(practice: Any, language: str = "el", page: str = "en") -> str:
    """Return where changes to a practice are proposed."""
    return f"/{page}/my/proposals/practice/{practice.translation_key}/{language}/"


@pytest.mark.parametrize(("language", "words"), [("el", "Πρόταση αλλαγών"), ("en", "Propose changes")])
def test_a_member_is_led_from_the_page_to_the_texts_as_they_stand(
    language: str, words: str, practice: GoodPracticePage, stranger: User
) -> None:
    client = enter(stranger, language)

    page = client.get(practice.url_in(language)).content.decode()
    shown = client.get(form(practice, page=language)).content.decode()

    assert (form(practice, page=language) in page, words in shown) == (True, True)
    assert ("Μαθαίνουμε μαζί ελληνικά" in shown, '<textarea name="summary"' in shown) == (True, True)


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_translation_leads_to_its_own_text_and_writers_to_none(
    language: str, practice: GoodPracticePage, stranger: User, member: User
) -> None:
    translate(practice)
    address = form(practice, language, page=language)

    pages = [enter(person).get(practice.url_in(language)).content.decode() for person in (stranger, member)]

    assert [address in page for page in pages] == [True, False]


def test_only_what_differs_is_proposed_and_those_who_answer_are_told(
    practice: GoodPracticePage, stranger: User, member: User
) -> None:
    answer = enter(stranger).post(form(practice), fields(practice, summary=NEW))

    made = Proposal.objects.get()
    assert (answer.status_code, made.state, made.author) == (302, State.OPEN, stranger)
    assert list(made.texts.values_list("field", "before", "text")) == [("summary", practice.summary, NEW)]
    sent = Message.objects.get()
    assert (sent.recipient, f"/el/my/proposals/{made.key}/" in sent.text, "Το ξέρω" in sent.text) == (
        member.email,
        True,
        True,
    )


def test_a_draft_is_read_by_its_author_alone(practice: GoodPracticePage, stranger: User, member: User) -> None:
    enter(stranger).post(form(practice), fields(practice, summary=NEW, step="save", why=""))
    made = Proposal.objects.get()

    again = enter(stranger).get(form(practice)).content.decode()
    answers = [enter(person).get(f"/en/my/proposals/{made.key}/") for person in (member,)]

    assert (made.state, NEW in again, Message.objects.count()) == (State.DRAFT, True, 0)
    assert [(one.status_code, NEW in one.content.decode()) for one in answers] == [(404, False)]


def test_a_draft_goes_on_and_is_sent_once(practice: GoodPracticePage, stranger: User) -> None:
    client = enter(stranger)
    client.post(form(practice), fields(practice, summary=NEW, step="save"))

    statuses = [client.post(form(practice), fields(practice, summary=NEW, version=1)).status_code for _ in range(2)]

    assert (statuses, Proposal.objects.get().state) == ([302, 302], State.OPEN)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "__all__"),
        ({"summary": NEW, "why": " "}, "why"),
        ({"summary": ""}, "summary"),
        ({"summary": "λ" * 2001}, "summary"),
        ({"transfer": "Χώρος\x07"}, "transfer"),
        ({"transfer": "Δύο χώροι", "why": "γ" * 1001}, "why"),
    ],
)
def test_bad_input_is_refused_at_its_field_and_kept(
    typed: dict[str, str], field: str, practice: GoodPracticePage, stranger: User
) -> None:
    answer = enter(stranger).post(form(practice), fields(practice, **typed))

    if answer.status_code == 422:
        assert field in answer.context["form"].errors
        assert all(text[:40] in answer.content.decode() for text in typed.values() if text.strip())
    assert (answer.status_code in {400, 422}, Proposal.objects.count()) == (True, 0)


def test_who_writes_on_the_practice_proposes_nothing(
    practice: GoodPracticePage, member: User, colleague: User, editor: User
) -> None:
    for person in (member, colleague, editor):
        assert enter(person).post(form(practice), fields(practice, summary=NEW)).status_code == 403
        with pytest.raises(PermissionDenied):
            actions.write(person, practice.translation_key, "el", actions.Typed({}, {}, "Γιατί", 0))
        assert form(practice, page="el") not in enter(person).get(practice.url_in("el")).content.decode()

    assert not Proposal.objects.exists()


def test_who_is_no_member_proposes_nothing(practice: GoodPracticePage, applicant: User) -> None:
    statuses = [
        one.post(form(practice), fields(practice, summary=NEW)).status_code for one in (enter(applicant), Client())
    ]

    assert (statuses, Proposal.objects.count()) == ([403, 302], 0)


def test_of_a_draft_practice_nobody_learns_anything(stranger: User, member: User) -> None:
    hidden = make_practice("Κρυφή", live=False, owner=member, summary="Μυστικό")

    answers = [
        enter(stranger).get(form(hidden)),
        enter(stranger).post(form(hidden), fields(hidden, summary=NEW)),
        enter(stranger).get(form(hidden, "en")),
    ]

    assert [one.status_code for one in answers] == [404] * 3
    assert [word in one.content.decode() for one in answers for word in ("Κρυφή", "Μυστικό")] == [False] * 6


def test_the_form_shows_what_readers_see_and_never_the_draft(
    practice: GoodPracticePage, stranger: User, member: User
) -> None:
    draft = practice.get_latest_revision_as_object()
    draft.summary = "Άγνωστο ακόμη"
    draft.save_revision(user=member)
    page = enter(stranger).get(form(practice)).content.decode()

    assert ("Άγνωστο ακόμη" in page, "Μαθαίνουμε μαζί ελληνικά" in page) == (False, True)


def test_what_a_person_may_not_read_is_not_in_the_form(
    practice: GoodPracticePage, stranger: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.resources = "Δώδεκα χιλιάδες"
    practice.save()
    monkeypatch.setattr("good_practices.rules.can_see_contact", lambda user, practice: False)

    page = enter(stranger).get(form(practice))
    enter(stranger).post(form(practice), fields(practice, summary=NEW, resources="Τίποτα"))

    assert ("Δώδεκα" in page.content.decode(), "resources" in page.context["form"].fields) == (False, False)
    assert list(ProposedText.objects.values_list("field", flat=True)) == ["summary"]


def test_a_practice_that_ended_stays_as_it_was(practice: GoodPracticePage, stranger: User) -> None:
    practice.status = "ended"
    practice.save()

    assert enter(stranger).get(form(practice)).status_code == 403


def test_when_the_text_changed_meanwhile_both_are_shown(practice: GoodPracticePage, stranger: User) -> None:
    sent = fields(practice, summary=NEW)
    practice.summary, practice.transfer = "Άλλαξε στο μεταξύ", "Δύο χώροι"
    practice.save_revision().publish()

    answer = enter(stranger).post(form(practice), sent)
    page = answer.content.decode()

    assert (answer.status_code, Proposal.objects.count()) == (409, 0)
    assert (NEW in page, "Άλλαξε στο μεταξύ" in page, "Ένας χώρος" in page) == (True, True, False)


def test_what_nobody_touched_in_the_form_is_not_proposed_back(practice: GoodPracticePage, stranger: User) -> None:
    sent = fields(practice, summary=NEW)
    practice.transfer = "Δύο χώροι"
    practice.save_revision().publish()

    answer = enter(stranger).post(form(practice), sent)

    assert (answer.status_code, list(ProposedText.objects.values_list("field", flat=True))) == (302, ["summary"])


def test_a_draft_says_where_the_practice_moved_on(practice: GoodPracticePage, stranger: User) -> None:
    client = enter(stranger)
    client.post(form(practice), fields(practice, summary=NEW, step="save"))
    practice.summary = "Άλλαξε στο μεταξύ"
    practice.save_revision().publish()

    page = client.get(form(practice)).content.decode()

    assert (NEW in page, "Άλλαξε στο μεταξύ" in page) == (True, True)


def test_two_windows_do_not_overwrite_each_other(practice: GoodPracticePage, stranger: User) -> None:
    client = enter(stranger)
    client.post(form(practice), fields(practice, summary=NEW, step="save"))

    answer = client.post(form(practice), fields(practice, summary="Άλλο παράθυρο", step="save"))

    assert (answer.status_code, "Άλλο παράθυρο" in answer.content.decode()) == (409, True)
    assert ProposedText.objects.get().text == NEW


def test_what_was_typed_survives_a_session_that_ended(practice: GoodPracticePage, stranger: User) -> None:
    client = Client()
    client.post(form(practice), fields(practice, summary=NEW))
    client.force_login(stranger, "allauth.account.auth_backends.AuthenticationBackend")

    assert NEW in client.get(form(practice)).content.decode()


def test_the_other_text_is_proposed_on_where_it_is_public(practice: GoodPracticePage, stranger: User) -> None:
    before = enter(stranger).get(form(practice, "en")).status_code
    twin = translate(practice)

    page = enter(stranger).get(form(practice)).content.decode()
    enter(stranger).post(form(practice, "en"), fields(twin, summary="Everybody learns"))

    assert (before, form(practice, "en") in page) == (404, True)
    assert (Proposal.objects.get().language, ProposedText.objects.get().text) == ("en", "Everybody learns")


def test_new_members_send_few_a_day_and_nobody_many(
    stranger: User, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "PROPOSALS_ON_THE_FIRST_DAY", 1)
    one, two = (make_practice(title, owner=member, summary="Κείμενο") for title in ("Πρώτη", "Δεύτερη"))
    client = enter(stranger)

    statuses = [client.post(form(page), fields(page, summary=NEW)).status_code for page in (one, two)]
    page = client.post(form(two), fields(two, summary=NEW)).content.decode()
    saved = client.post(form(two), fields(two, summary=NEW, step="save"))

    assert (statuses, NEW in page, saved.status_code) == ([302, 429], True, 302)
    assert sorted(Proposal.objects.values_list("state", flat=True)) == [State.DRAFT, State.OPEN]


def test_authors_take_back_what_is_not_answered(proposal: Proposal, stranger: User, member: User) -> None:
    address = f"/en/my/proposals/{proposal.key}/withdraw/"

    statuses = [enter(person).post(address).status_code for person in (member, stranger, stranger)]

    proposal.refresh_from_db()
    assert (statuses, proposal.state) == ([403, 302, 302], State.WITHDRAWN)
    assert enter(member).get(f"/en/my/proposals/{proposal.key}/").status_code == 404


def test_a_draft_that_is_thrown_away_is_gone(practice: GoodPracticePage, stranger: User) -> None:
    draft = make_proposal(practice, stranger, state=State.DRAFT)

    enter(stranger).post(f"/en/my/proposals/{draft.key}/withdraw/")

    assert not Proposal.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_the_form_asks_as_much_for_three_texts_as_for_one(
    number: int, practice: GoodPracticePage, stranger: User
) -> None:
    draft = make_proposal(practice, stranger, state=State.DRAFT)
    for name in ("transfer", "challenge")[: number - 1]:
        ProposedText.objects.create(proposal=draft, field=name, text="Νέο")

    assert count_queries(enter(stranger), form(practice)) == QUERIES_OF_FORM
