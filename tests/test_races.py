"""Many press the same button at the same moment: what comes out is what one after the other would leave."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker
from wagtail.models import PageLogEntry

from comments import actions as talking
from comments import rules
from comments.models import Comment, Reaction, Talk
from following.models import Event
from good_practices import actions
from good_practices.models import Bookmark, GoodPracticePage
from network_members.models import User
from search.models import Note
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.mail.test_delivery import in_threads

MANY = 12
EVERYBODY = 60
SAYINGS = {Note, *apps.get_app_config("caching").get_models()}
"""What only says that something changed."""
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
"""Since when everybody is a member: what new ones write waits for the moderators."""


def numbers() -> dict[str, int]:
    """Return how many rows each table holds; what only says that something changed is none."""
    models = (model for model in apps.get_models() if model._meta.managed and model not in SAYINGS)
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.fixture
def rights_of_editors() -> None:
    """Give nobody rights: they would stand in a transaction, which threads do not see."""


@pytest.fixture
def key(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[UUID]:
    """A published practice and its readers without a transaction around the test; nothing of it is left."""
    with django_db_blocker.unblock():
        before = numbers()
        for number in range(EVERYBODY):
            make_user(f"racer-{number}", "member", date_joined=LONG_AGO)
        make_user("closer", "moderator")
        yield make_practice("Αγώνας δρόμου", place=None).translation_key
        clear_up()
        left = {name: number - before[name] for name, number in numbers().items() if number != before[name]}
        assert left == {}


def clear_up() -> None:
    """Delete what the test wrote, and what its factories made."""
    for model in (Event, DBTaskResult, Comment):
        model.objects.all().delete()
    Talk.objects.all().delete()
    Bookmark.objects.all().delete()
    numbers_of_pages = list(GoodPracticePage.objects.values_list("pk", flat=True))
    for practice in GoodPracticePage.objects.all():
        practice.delete()
    PageLogEntry.objects.filter(page__in=numbers_of_pages).delete()
    User.objects.all().delete()
    # Of all these, the database has noted that the search reads them anew.
    Note.objects.all().delete()


def racers() -> list[User]:
    return list(User.objects.filter(email__startswith="racer-").order_by("pk"))


def outcome(step: Callable[[], object]) -> str:
    """Say how a step ended."""
    try:
        step()
    except (IntegrityError, talking.Refused) as refused:
        return type(refused).__name__
    return "done"


def everybody_at_once(step: Callable[[User], object]) -> list[str]:
    """Let each racer take the step in a thread of their own."""
    waiting = racers()
    return in_threads(EVERYBODY, lambda: outcome(lambda: step(waiting.pop())))


def looked_before(person: User, key: UUID) -> None:
    """Save a practice as somebody would who only looked before."""
    if not Bookmark.objects.filter(owner=person, practice_key=key).exists():
        time.sleep(0.3)
        Bookmark.objects.create(owner=person, practice_key=key)


@pytest.mark.parametrize(("save", "failed"), [(actions.bookmark, False), (looked_before, True)])
def test_one_person_saves_a_practice_once_from_many_windows(
    save: Callable[[User, UUID], None], failed: bool, key: UUID
) -> None:
    """The second case is the control: whoever only looks before meets the database's refusal."""
    person = racers()[0]

    outcomes = in_threads(MANY, lambda: outcome(lambda: save(person, key)))

    assert (len(outcomes), "IntegrityError" in outcomes, Bookmark.objects.count()) == (MANY, failed, 1)


def test_one_person_says_once_that_a_practice_is_useful(key: UUID) -> None:
    person = racers()[0]

    outcomes = in_threads(MANY, lambda: outcome(lambda: talking.react(person, key, "useful")))

    assert (outcomes, Reaction.objects.count()) == (["done"] * MANY, 1)


def test_sixty_replies_at_the_same_moment_are_all_there_once_and_in_one_order(key: UUID) -> None:
    first = talking.write(User.objects.get(email="closer@nima.example"), key, talking.Words("Ποιος;", "el"))

    outcomes = everybody_at_once(lambda one: talking.write(one, key, talking.Words(f"Εγώ {one.pk}", "el"), first))

    told = list(Comment.objects.in_order())
    assert (outcomes, told[0].pk, {one.branch for one in told}) == (["done"] * 60, first.pk, {first.branch})
    assert sorted(one.user_id for one in told[1:]) == [one.pk for one in racers()]
    assert [one.pk for one in told] == sorted(one.pk for one in told)


def test_what_many_say_and_take_back_a_hundred_times_leaves_no_row_and_no_second(key: UUID) -> None:
    """Half of the windows say it and half take it back; who says it last is there once."""
    person = racers()[0]
    steps = [partial(talking.react, person, key, "useful"), partial(talking.take_back, person, key, "useful")] * 100

    outcomes = in_threads(20, lambda: [outcome(steps.pop()) for _turn in range(10)])

    assert ([one for ten in outcomes for one in ten], Reaction.objects.count() <= 1) == (["done"] * 200, True)
    talking.react(person, key, "useful")
    assert Reaction.objects.count() == 1


def without_lock(person: User, key: UUID, words: talking.Words) -> None:
    """Write as somebody would who only looked whether the talk is open."""
    talk = Talk.objects.get(key=key)
    if not rules.is_open(talk):
        raise talking.Closed
    time.sleep(0.3)
    talking.store(person, talk, words, None)


@pytest.mark.parametrize(("write", "late"), [(talking.write, False), (without_lock, True)])
def test_nothing_is_written_into_a_talk_after_it_was_closed(
    write: Callable[[User, UUID, talking.Words], object], late: bool, key: UUID
) -> None:
    """The second case is the control: without the lock something comes after the end."""
    closer = User.objects.get(email="closer@nima.example")
    Talk.objects.create(key=key)
    steps: list[Callable[[], object]] = [
        partial(write, one, key, talking.Words(f"Κι εγώ {one.pk}", "el")) for one in racers()[:MANY]
    ]
    steps.insert(4, lambda: talking.close(key, by=closer, closed=True))

    in_threads(len(steps), lambda: outcome(steps.pop()))

    closed_at = Talk.objects.get().closed_at
    assert closed_at
    assert Comment.objects.filter(submit_date__gt=closed_at).exists() == late
