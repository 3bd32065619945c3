"""The way out of the mails, without signing in: a page with buttons, and the one click of mail readers."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from time_machine import TimeMachineFixture

from following import actions, letters, stopping
from following.models import Follow, Level, Notice
from good_practices import alerts, searching
from good_practices.models import GoodPracticePage, SavedSearch
from mail.models import Message
from network_members.models import User
from tests.factories.talk import say
from tests.following.steps import let_follow, told_to, work
from tests.network_members.rooms import page_of, words_of
from tests.reading import faults

BOTH = pytest.mark.parametrize("language", ["el", "en"])
CLICK = {"List-Unsubscribe": "One-Click"}


def link(person: User, thing: str = "", language: str = "en") -> str:
    """Return where a link of a mail leads."""
    with override(language):
        return urlsplit(stopping.address_for(person, thing)).path


def follow_of(page: GoodPracticePage) -> str:
    return f"page:{page.translation_key}"


@BOTH
def test_the_page_only_asks_and_its_button_ends_the_mails(language: str, visitor: Client, member: User) -> None:
    where = link(member, language=language)
    page = page_of(visitor.get(where))
    assert faults(page) == []
    assert actions.rhythm_of(member) == "daily"

    ended = page_of(visitor.post(where, {"all": "1"}, follow=True))

    assert actions.rhythm_of(member) == "never"
    assert faults(ended) == []
    assert 'name="all"' not in ended


@BOTH
def test_a_thing_is_muted_from_the_mail_and_brings_nothing_more(
    language: str, visitor: Client, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    let_follow(practice, member)
    where = link(member, follow_of(practice), language)
    page = page_of(visitor.get(where))
    assert "Δίκτυο" in page
    assert faults(page) == []
    assert Follow.objects.get().level == Level.WATCHING

    visitor.post(where)
    say(stranger, practice)
    work()

    assert (Follow.objects.get().level, told_to(member), actions.rhythm_of(member)) == (Level.MUTED, [], "daily")


@BOTH
def test_the_links_of_a_mail_lead_there(
    language: str, visitor: Client, practice: GoodPracticePage, member: User, stranger: User
) -> None:
    User.objects.filter(pk=member.pk).update(language=language)
    let_follow(practice, member)
    say(stranger, practice)
    work()
    letters.tell_all(timezone.now())

    links = re.findall(r"http\S+/mails/stop/\S+", Message.objects.get().text)

    assert [visitor.get(urlsplit(one).path).status_code for one in links] == [200, 200]


@pytest.mark.parametrize("of_thing", [True, False])
def test_one_click_needs_neither_cookies_nor_token_and_answers_200(
    of_thing: bool, practice: GoodPracticePage, member: User
) -> None:
    reader = Client(enforce_csrf_checks=True)
    where = link(member, follow_of(practice) if of_thing else "")

    answers = [reader.post(where, CLICK) for _time in range(2)]

    assert [one.status_code for one in answers] == [200, 200]
    assert "no-store" in answers[0]["Cache-Control"]
    assert (actions.rhythm_of(member), Follow.objects.count()) == (("daily", 1) if of_thing else ("never", 0))


def test_one_click_ends_the_mails_of_saved_searches(member: User) -> None:
    searching.save(member, query="", name="Όλα", alert="daily")
    where = f"/en/practices/alerts/stop/{alerts.token_for(member)}/"

    answer = Client(enforce_csrf_checks=True).post(where, CLICK)

    assert (answer.status_code, SavedSearch.objects.telling().count()) == (200, 0)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_the_page_takes_nothing_but_a_look_and_a_button(method: str, visitor: Client, member: User) -> None:
    assert getattr(visitor, method)(link(member)).status_code == 405


# Refusals


def foreign_tokens(member: User) -> list[str]:
    """Return what we did not sign for this purpose."""
    good = link(member).rstrip("/").rpartition("/")[2]
    return [
        "made-up",
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        alerts.token_for(member),
        signing.dumps([str(member.public_id), ""]),
        signing.dumps([str(member.public_id)], salt=stopping.SALT),
        signing.dumps(["x", ""], salt=stopping.SALT),
        signing.dumps(7, salt=stopping.SALT),
    ]


@BOTH
def test_a_token_that_is_none_gets_a_clear_page_and_changes_nothing(
    language: str, visitor: Client, member: User
) -> None:
    for token in foreign_tokens(member):
        where = f"/{language}/my/notices/mails/stop/{token}/"
        answers = [visitor.get(where), visitor.post(where), visitor.post(where, CLICK)]
        assert [one.status_code for one in answers] == [404] * 3
        assert faults(answers[0].content.decode()) == []
    assert actions.rhythm_of(member) == "daily"


def test_an_old_link_does_nothing(visitor: Client, member: User, time_machine: TimeMachineFixture) -> None:
    where = link(member)
    time_machine.move_to(timezone.now() + stopping.WITHIN + timedelta(minutes=1))

    answer = visitor.post(where)

    assert (answer.status_code, actions.rhythm_of(member)) == (404, "daily")
    assert "does not work any more" in answer.content.decode()


def test_a_link_ends_the_mails_of_its_owner_alone(visitor: Client, member: User, stranger: User) -> None:
    visitor.post(link(member))

    assert [actions.rhythm_of(person) for person in (member, stranger)] == ["never", "daily"]


def test_whoever_left_is_told_no_more_than_that_the_link_is_old(visitor: Client, member: User) -> None:
    where = link(member)
    User.objects.filter(pk=member.pk).update(erased_at=timezone.now())

    assert visitor.get(where).status_code == 404


def test_the_page_names_no_thing_that_is_not_public(visitor: Client, practice: GoodPracticePage, member: User) -> None:
    let_follow(practice, member)
    where = link(member, follow_of(practice))
    practice.unpublish()

    assert "Δίκτυο" not in words_of(visitor.get(where))
    visitor.post(where)
    assert Follow.objects.get().level == Level.MUTED


def test_the_address_carries_no_personal_data(practice: GoodPracticePage, member: User) -> None:
    where = link(member, follow_of(practice))
    held = signing.loads(where.rstrip("/").rpartition("/")[2], salt=stopping.SALT)

    assert held == [str(member.public_id), follow_of(practice)]
    assert Notice.objects.count() == 0
