"""What follows when practices go online: once for all that go online together, and not at all when that fails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.signals import page_published

from following.actions import follow, followed
from following.models import Event, Level
from good_practices import labelling
from good_practices.models import GoodPracticePage, LabelStep
from good_practices.online import many
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.words import make_theme


@pytest.fixture
def pages(member: User) -> list[GoodPracticePage]:
    """Three new practices of a theme that a member follows."""
    theme = make_theme()
    follow(member, "theme", theme.translation_key, Level.TRACKING)
    made = [make_practice(f"Number {number}", language="en", themes=[theme]) for number in range(3)]
    Event.objects.all().delete()
    return made


def go_online(pages: list[GoodPracticePage]) -> None:
    for page in pages:
        page_published.send(sender=GoodPracticePage, instance=page, revision=page.latest_revision)


def fail_on_the_way(pages: list[GoodPracticePage]) -> None:
    with many():
        go_online(pages)
        raise ZeroDivisionError


def noted() -> list[Any]:
    return sorted(Event.objects.values_list("key", flat=True))


def test_each_of_many_is_noted_once_for_followers_when_all_are_online(pages: list[GoodPracticePage]) -> None:
    with many():
        go_online(pages)
        before = noted()

    assert (before, noted()) == ([], sorted(page.translation_key for page in pages))


def test_nothing_follows_when_one_of_many_fails(pages: list[GoodPracticePage]) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_on_the_way(pages)

    assert noted() == []
    go_online(pages[:1])
    assert noted() == [pages[0].translation_key]


def test_each_of_many_gets_the_label_it_earned(pages: list[GoodPracticePage], editor: User) -> None:
    reasons = {"reason_el": "Λόγος", "reason_en": "Reason", "taken_by": editor}
    for page, step in zip(pages[1:], ("recommended", "chosen"), strict=True):
        LabelStep.objects.create(practice_key=page.translation_key, step=step, **reasons)

    labelling.renew(*(page.translation_key for page in pages))

    assert [GoodPracticePage.objects.get(pk=page.pk).label for page in pages] == ["published", "recommended", "best"]


@pytest.mark.parametrize("ask", [followed, labelling.earned_by])
def test_three_practices_take_as_many_queries_as_one(ask: Callable[[Any], Any], pages: list[GoodPracticePage]) -> None:
    keys = [page.translation_key for page in pages]
    asked = []
    for some in (keys[:1], keys):
        with CaptureQueriesContext(connection) as queries:
            found = ask(some)
        asked.append(len(queries))

    assert (len(set(asked)), set(found)) == (1, set(keys))
