"""What is said under a practice is on the visitor's kept page at once, and nothing of who says it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from caching.memory import Memory
from comments import actions
from comments.models import Comment, EarlierText
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.talk import say
from tests.reading import count_queries, read

EL, EN = "/el/kales-praktikes/diktyo/", "/en/good-practices/diktyo/"


@pytest.fixture
def practice(db: None) -> GoodPracticePage:
    """A public practice."""
    return make_practice("Δίκτυο")


def change(comment: Comment, member: User) -> None:
    """Change a comment after the silent minutes."""
    Comment.objects.filter(pk=comment.pk).update(submit_date=timezone.now() - timedelta(days=1))
    actions.edit(comment, actions.Words("Άλλα λόγια", "el"), by=member, version=0)
    assert EarlierText.objects.count() == 1


STEPS: dict[str, Callable[[GoodPracticePage, Comment, User], object]] = {
    "written": lambda practice, comment, member: say(member, practice, "Νέα λόγια"),
    "changed": lambda practice, comment, member: change(comment, member),
    "hidden": lambda practice, comment, member: actions.hide(comment.pk),
    "deleted": lambda practice, comment, member: actions.delete(comment, by=member),
    "pressed": lambda practice, comment, member: actions.react(member, practice.translation_key, "useful"),
}


@pytest.mark.parametrize("step", STEPS)
def test_both_languages_are_made_anew_once_something_is_said(
    step: str, kept: Memory, practice: GoodPracticePage, member: User, visitor: Client
) -> None:
    comment = say(member, practice, "Πρώτα λόγια")
    before = [read(visitor, where) for where in (EL, EN)]
    assert [count_queries(visitor, where) for where in (EL, EN)] == [1, 1]

    STEPS[step](practice, comment, member)

    after = [read(visitor, where) for where in (EL, EN)]
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, False]
    assert [count_queries(visitor, where) for where in (EL, EN)] == [1, 1]


def test_every_page_of_a_talk_is_kept_apart(kept: Memory, practice: GoodPracticePage, visitor: Client) -> None:
    pages = [read(visitor, f"{EN}{query}") for query in ("", "?talk=2", "?axis=coordination", "?other=1")]

    assert (len(pages), len(kept.kept)) == (4, 3)
