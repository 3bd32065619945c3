"""The end of a practice: its reason and lessons stay on its page, nobody is asked any more, and it can go on again."""

import html
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from good_practices import actions, ending, yearly
from good_practices.models import Confirmation, Ending, GoodPracticePage
from mail.models import Message
from network_members.models import User
from tests.factories.snapshots import again, make_published, make_submitted
from tests.factories.translations import translate
from tests.good_practices.steps import save
from tests.good_practices.test_worklist import enter
from tests.reading import faults, read

YEARS = timedelta(days=900)


@pytest.fixture
def practice(member: User, editor: User) -> GoodPracticePage:
    """A practice that is online."""
    return make_published(member, editor)


def end(practice: GoodPracticePage, by: User) -> None:
    ending.end(practice, by, reason="Τελείωσαν τα χρήματα", lessons="Δύο πηγές από την αρχή")


def where(practice: GoodPracticePage, page: str = "", language: str = "el") -> str:
    return f"/{language}/my/practices/{practice.translation_key}/{page}"


@pytest.mark.parametrize(("language", "mark"), [("el", ""), ("en", ' lang="el"')])
def test_the_page_says_in_both_languages_that_it_ended_and_why(
    language: str, mark: str, practice: GoodPracticePage, member: User, editor: User
) -> None:
    twin = translate(practice, user=editor)
    end(practice, member)

    page = read(Client(), (again(practice) if language == "el" else again(twin)).get_url() or "")

    for text in ("Τελείωσαν τα χρήματα", "Δύο πηγές από την αρχή"):
        assert f'<div class="stack"{mark}><p>{text}</p>' in page
    assert ('href="#ended"' in page, faults(page)) == (True, [])


def test_nobody_is_asked_about_it_any_more_and_no_mark_is_left(practice: GoodPracticePage, member: User) -> None:
    now = timezone.now()
    yearly.ask_about_all(now + YEARS)
    yearly.mark_late(now + YEARS)

    end(practice, member)

    assert (Confirmation.objects.count(), again(practice).unconfirmed_since) == (0, None)
    assert (yearly.ask_about_all(now + 2 * YEARS), yearly.mark_late(now + 2 * YEARS)) == (0, 0)


def test_taken_up_again_it_goes_on_and_is_asked_about(practice: GoodPracticePage, member: User, editor: User) -> None:
    twin = translate(practice, user=editor)
    end(practice, member)

    ending.take_up(practice, member)

    assert [again(one).status for one in (practice, twin)] == ["ongoing", "ongoing"]
    assert (again(practice).ended_reason, Ending.objects.get().taken_up_at is None) == ("", False)
    assert "Τελείωσαν" not in read(Client(), again(practice).get_url() or "")
    assert yearly.ask_about_all(timezone.now() + YEARS) == 1


def test_a_draft_that_is_published_later_does_not_take_the_end_back(
    practice: GoodPracticePage, member: User, editor: User
) -> None:
    save(practice, member, one_line="Νέα γραμμή")
    end(practice, member)
    actions.submit(practice, member)

    actions.publish(practice, editor, revision=again(practice).latest_revision_id or 0)

    page = again(practice)
    assert (page.status, page.ended_reason, page.one_line) == ("ended", "Τελείωσαν τα χρήματα", "Νέα γραμμή")


@pytest.mark.parametrize("name", ["stranger", "moderator"])
def test_others_neither_end_it_nor_take_it_up(
    name: str, practice: GoodPracticePage, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    sent = {"reason": "α", "lessons": "β"}

    with pytest.raises(PermissionDenied):
        end(practice, person)
    answers = [enter(person).post(where(practice, page), sent).status_code for page in ("end/", "take-up/")]

    assert (answers, again(practice).status) == ([404, 404], "ongoing")


def test_while_the_editors_check_it_does_not_end(practice: GoodPracticePage, member: User) -> None:
    save(practice, member, one_line="Νέα γραμμή")
    actions.submit(practice, member)

    answer = enter(member).post(where(practice, "end/"), {"reason": "ΤΟ ΕΓΡΑΨΑ", "lessons": "Κι αυτό"})

    assert (answer.status_code, "ΤΟ ΕΓΡΑΨΑ" in answer.content.decode()) == (409, True)
    assert (again(practice).status, Ending.objects.count()) == ("ongoing", 0)


def test_a_draft_cannot_end(member: User) -> None:
    with pytest.raises(PermissionDenied):
        end(make_submitted(member), member)


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_form_asks_for_both_and_loses_nothing(language: str, practice: GoodPracticePage, member: User) -> None:
    client = enter(member, language)

    refused = client.post(where(practice, "end/", language), {"reason": "ΤΟ ΕΓΡΑΨΑ", "lessons": ""})
    taken = client.post(where(practice, "end/", language), {"reason": "Τέλος", "lessons": "Μάθαμε"})

    assert (refused.status_code, "ΤΟ ΕΓΡΑΨΑ" in refused.content.decode()) == (422, True)
    assert (taken.status_code, again(practice).status) == (302, "ended")


def test_ending_twice_ends_once(practice: GoodPracticePage, member: User) -> None:
    client = enter(member)
    for _ in range(2):
        client.post(where(practice, "end/"), {"reason": "Τέλος", "lessons": "Μάθαμε"})

    assert Ending.objects.count() == 1


def test_the_button_takes_it_up_again(practice: GoodPracticePage, member: User) -> None:
    end(practice, member)
    client = enter(member)
    page = html.unescape(read(client, where(practice)))

    answer = client.post(where(practice, "take-up/"))

    assert where(practice, "take-up/") in page
    assert (answer.status_code, again(practice).status) == (302, "ongoing")


def test_the_author_hears_when_somebody_else_ends_it(practice: GoodPracticePage, member: User, editor: User) -> None:
    end(practice, editor)

    assert Message.objects.get(kind="ended").recipient == member.email
