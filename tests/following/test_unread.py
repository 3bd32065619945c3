"""The number of unread notices in the head of every page: right at the next page, without a query, for its person alone."""

import re
from collections.abc import Collection
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from caching import middleware
from caching.memory import Memory
from comments import actions as talking
from comments.models import Comment
from following import actions, spreading, unread
from following.models import Event, Notice
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.talk import say
from tests.following.steps import enter, let_follow, work
from tests.reading import faults, read

BOTH = pytest.mark.parametrize("language", ["el", "en"])
HOME = "/en/"


def tell(page: GoodPracticePage, *people: User, number: int = 1) -> None:
    """Let people be told of a number of comments on a page."""
    let_follow(page, *people)
    for _each in range(number):
        say(make_user(f"author-{User.objects.count()}", "member"), page, "Μυστικά λόγια")
    work()


def shown(client: Client, address: str = HOME) -> str:
    """Return what the bell says in words; nothing where there is none."""
    found = re.search(
        r'<a class="iconbtn" href="/\w\w/my/notices/">.*?<span class="vh">(.+?)</span>', read(client, address)
    )
    return found[1].strip() if found else ""


@BOTH
@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_head_says_how_many_notices_are_unread(
    number: int, language: str, client: Client, practice: GoodPracticePage, member: User
) -> None:
    words = {
        "el": ["Ειδοποιήσεις: καμία αδιάβαστη", "1 αδιάβαστη ειδοποίηση", "3 αδιάβαστες ειδοποιήσεις"],
        "en": ["Notices: nothing unread", "1 unread notice", "3 unread notices"],
    }
    tell(practice, member, number=number)
    enter(client, member)

    for address in (f"/{language}/", f"/{language}/my/", f"/{language}/my/notices/"):
        page = read(client, address)
        assert faults(page) == []
        assert shown(client, address) == words[language][min(number, 2)]
        assert re.findall(r'<span class="dot" aria-hidden="true">(.+?)</span>', page) == (
            [str(number)] if number else []
        )


def test_more_than_two_digits_are_not_shown_but_said(client: Client, practice: GoodPracticePage, member: User) -> None:
    happened = {"happening": "recommended", "kind": "page", "key": practice.translation_key}
    events = Event.objects.bulk_create(Event(name=f"label:{number}", **happened) for number in range(101))
    Notice.objects.bulk_create(Notice(person=member, event=event) for event in events)

    page = read(enter(client, member), HOME)

    assert [words in page for words in ("101 unread notices", ">99+<")] == [True, True]


# Right at the next page


def test_the_next_page_knows_what_was_written_and_read(
    client: Client, practice: GoodPracticePage, member: User
) -> None:
    enter(client, member)
    assert shown(client) == "Notices: nothing unread"

    tell(practice, member, number=2)
    assert shown(client) == "2 unread notices"

    client.post(f"/en/my/notices/{Notice.objects.order_by('pk')[0].pk}/read/")
    assert shown(client) == "1 unread notice"

    client.post("/en/my/notices/read/")
    assert shown(client) == "Notices: nothing unread"


def not_begun(people: Collection[int]) -> None:
    """Write notices as somebody would who forgot the number in the head."""


@pytest.mark.parametrize(("begin", "then"), [(unread.begin_round, "1 unread notice"), (not_begun, "2 unread notices")])
def test_all_processes_know_at_the_next_page(
    begin: object,
    then: str,
    practice: GoodPracticePage,
    member: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is read in one process is read in the other; the second case is the control, where nobody says so."""
    tell(practice, member, number=2)
    client = enter(Client(), member)
    here = unread.numbers
    assert shown(client) == "2 unread notices"
    monkeypatch.setattr(unread, "numbers", Memory(100))
    monkeypatch.setattr(unread, "begin_round", begin)

    actions.read(member, Notice.objects.order_by("pk")[0].pk)

    assert shown(client) == "1 unread notice"
    monkeypatch.setattr(unread, "numbers", here)
    assert shown(client) == then


def test_what_may_not_be_seen_any_more_is_not_counted(client: Client, practice: GoodPracticePage, member: User) -> None:
    tell(practice, member, number=2)
    enter(client, member)
    assert shown(client) == "2 unread notices"

    talking.hide(Comment.objects.order_by("pk")[0].pk)
    assert shown(client) == "1 unread notice"

    practice.unpublish()
    assert shown(client) == "Notices: nothing unread"


def test_what_is_forgotten_is_not_counted(client: Client, practice: GoodPracticePage, member: User) -> None:
    tell(practice, member)
    enter(client, member)
    assert shown(client) == "1 unread notice"

    Event.objects.update(made_at=timezone.now() - timedelta(days=181))
    spreading.look_after(timezone.now())

    assert shown(client) == "Notices: nothing unread"


def test_an_account_that_was_saved_late_brings_no_old_number_back(
    client: Client, practice: GoodPracticePage, member: User
) -> None:
    enter(client, member)
    assert shown(client) == "Notices: nothing unread"
    earlier = User.objects.get(pk=member.pk)
    tell(practice, member)

    earlier.save()

    assert shown(client) == "1 unread notice"


def test_who_is_told_nothing_keeps_their_number(practice: GoodPracticePage, member: User, stranger: User) -> None:
    tell(practice, member, number=2)
    actions.read_all(member)

    rounds = dict(User.objects.filter(pk__in=[member.pk, stranger.pk]).values_list("pk", "notice_round"))
    assert rounds == {member.pk: 3, stranger.pk: 0}


# What it costs


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_page_asks_nothing_for_the_number(
    number: int, client: Client, practice: GoodPracticePage, member: User
) -> None:
    tell(practice, member, number=number)
    enter(client, member)
    shown(client)

    with CaptureQueriesContext(connection) as queries:
        shown(client)

    assert [one["sql"] for one in queries if "following_" in one["sql"]] == []
    assert len(queries) == 9


@pytest.mark.parametrize("number", [1, 3])
def test_telling_takes_as_many_queries_for_three_people_as_for_one(number: int, practice: GoodPracticePage) -> None:
    people = [make_user(f"reader-{one}", "member") for one in range(number)]
    let_follow(practice, *people)
    actions.happened("recommended", practice.translation_key, "label:1")
    event = Event.objects.get()

    with CaptureQueriesContext(connection) as queries:
        spreading.spread(event.pk)

    assert (Notice.objects.count(), len(queries)) == (number, 12)


# Its person alone


@pytest.fixture
def kept(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Memory:
    """Let pages of visitors be kept; return where."""
    settings.KEPT_PAGES_MEGABYTES = 1
    memory = Memory(1024**2, lambda page: page.weight)
    monkeypatch.setattr(middleware, "pages", memory)
    return memory


@BOTH
def test_visitors_get_neither_bell_nor_number(
    language: str, kept: Memory, client: Client, practice: GoodPracticePage, member: User
) -> None:
    """The visitor asks for a page that was made for the member a moment before, and the member for a visitor's."""
    tell(practice, member, number=3)
    address, visitor = f"/{language}/", Client()

    for _turn in range(2):
        assert shown(enter(client, member), address) != ""
        assert [word in read(visitor, address) for word in ("/my/notices/", 'class="dot"')] == [False, False]
    assert len(kept.kept) == 1


def test_each_person_sees_their_own_number(
    client: Client, practice: GoodPracticePage, member: User, colleague: User
) -> None:
    tell(practice, member, number=2)

    assert [shown(enter(Client(), person)) for person in (member, colleague)] == [
        "2 unread notices",
        "Notices: nothing unread",
    ]


def test_who_is_no_member_yet_gets_no_bell(client: Client, practice: GoodPracticePage, member: User) -> None:
    tell(practice, member)
    enter(client, member)
    assert shown(client) == "1 unread notice"

    member.groups.clear()

    assert shown(client) == ""
