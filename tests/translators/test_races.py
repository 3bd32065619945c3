"""Two people press the same button of a translation at once: one is first, the other learns of it."""

import time
from collections.abc import Callable, Iterator

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail_localize.models import String as StoredString
from wagtail_localize.models import StringTranslation, TranslatableObject, TranslationSource

from network_members.models import User
from tests.factories.people import make_user
from tests.factories.practices import make_practice
from tests.factories.translations import make_task
from tests.mail.test_delivery import in_threads
from tests.test_races import clear_up, numbers
from tests.translators.conftest import enter
from tests.translators.test_views import filled, names, where
from translators import actions, rules, views
from translators.models import TranslationTask

State = TranslationTask.State


@pytest.fixture
def rights_of_editors() -> None:
    """Give nobody rights: they would stand in a transaction, which threads do not see."""


@pytest.fixture
def raced(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[TranslationTask]:
    """A free task without a transaction around the test; nothing of it is left."""
    with django_db_blocker.unblock():
        before = numbers()
        for number in range(2):
            make_user(f"racer-{number}", "member")
        yield make_task(make_practice("Αγώνας", place=None))
        TranslationTask.objects.all().delete()
        StringTranslation.objects.all().delete()
        TranslationSource.objects.all().delete()
        Session.objects.all().delete()
        TranslatableObject.objects.all().delete()
        StoredString.objects.all().delete()
        clear_up()
        left = {name: number - before[name] for name, number in numbers().items() if number != before[name]}
        assert left == {}


def racers() -> list[User]:
    return list(User.objects.filter(email__startswith="racer-").order_by("pk"))


def looked_before(task: TranslationTask, by: User) -> None:
    """Take a task as somebody would who only looked whether it is free."""
    task = TranslationTask.objects.get(pk=task.pk)
    if not rules.can_take(by, task):
        raise actions.Gone
    time.sleep(0.3)
    task.state, task.taken_by, task.taken_at = State.TAKEN, by, timezone.now()
    task.save()


@pytest.mark.parametrize(("take", "takers"), [(actions.take, 1), (looked_before, 2)])
def test_two_members_never_take_the_same_translation(
    take: Callable[[TranslationTask, User], None], takers: int, raced: TranslationTask
) -> None:
    """The second case is the control: whoever only looks before takes what is taken."""
    waiting = racers()

    def outcome() -> bool:
        try:
            take(raced, waiting.pop())
        except actions.Gone:
            return False
        return True

    assert sorted(in_threads(2, outcome)) == sorted([True, takers == 2])


def without_lock(task: TranslationTask, by: User) -> TranslationTask:
    """Look at a task without holding it."""
    return TranslationTask.objects.get(pk=task.pk)


write = actions.write


def late(task: TranslationTask, by: User, words: dict[int, str]) -> None:
    """Store words some time after they were compared with those that stand there."""
    time.sleep(0.3)
    write(task, by, words)


@pytest.mark.parametrize(("is_locked", "statuses"), [(True, [302, 422]), (False, [302, 302])])
def test_of_two_windows_the_second_meets_the_words_of_the_first(
    is_locked: bool, statuses: list[int], raced: TranslationTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second case is the control: without the lock one text goes under unseen."""
    person = racers()[0]
    actions.take(raced, person)
    clients = [enter(person), enter(person)]
    typed = dict.fromkeys(names(raced), "")
    first = names(raced)[0]
    forms = [filled(client, raced, **typed) | {first: f"Window {n}"} for n, client in enumerate(clients)]
    if not is_locked:
        monkeypatch.setattr(actions, "locked", without_lock)
        monkeypatch.setattr(actions, "write", late)
        monkeypatch.setitem(views.STEPS, "save", vars(views.write)["__wrapped__"])
    pairs = list(zip(clients, forms, strict=True))

    def send() -> tuple[int, str]:
        client, words = pairs.pop()
        answer = client.post(where(raced), words | {"step": "save"})
        return answer.status_code, answer.content.decode()

    answers = sorted(in_threads(2, send))
    kept = StringTranslation.objects.get().data
    other = {"Window 0": "Window 1", "Window 1": "Window 0"}[kept]

    assert [status for status, _page in answers] == statuses
    assert not is_locked or (kept in answers[1][1] and other in answers[1][1])
