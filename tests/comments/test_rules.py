"""Who may do what in a talk: the whole cast against each rule."""

from collections.abc import Callable
from typing import Any

import pytest

from comments import actions, rules
from comments.models import Comment
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.people import CAST
from tests.factories.talk import say

MEMBERS = set(CAST) - {"visitor", "applicant"}
MODERATORS = {"moderator", "editor", "administrator", "superuser"}
OF_ALL: list[tuple[Callable[[Any], bool], set[str]]] = [(rules.can_write, MEMBERS), (rules.can_close, MODERATORS)]
OF_ONE: list[tuple[Callable[[Any, Comment], bool], set[str]]] = [
    (rules.can_reply, MEMBERS),
    (rules.can_edit, {"member"}),
    (rules.can_delete, {"member"}),
]


@pytest.fixture
def comment(practice: GoodPracticePage, member: User) -> Comment:
    """What the member said."""
    return say(member, practice)


def allowed(people: dict[str, Any], asks: Callable[[Any], bool]) -> set[str]:
    """Return whom a rule lets."""
    return {name for name, person in people.items() if asks(person)}


@pytest.mark.parametrize(("rule", "expected"), OF_ALL)
def test_rules_without_a_comment_follow_the_matrix(
    rule: Callable[[Any], bool], expected: set[str], people: dict[str, Any]
) -> None:
    assert allowed(people, rule) == expected


@pytest.mark.parametrize(("rule", "expected"), OF_ONE)
def test_rules_about_a_comment_follow_the_matrix(
    rule: Callable[[Any, Comment], bool], expected: set[str], people: dict[str, Any], comment: Comment
) -> None:
    assert allowed(people, lambda person: rule(person, comment)) == expected


@pytest.mark.parametrize(("rule", "_expected"), OF_ONE)
def test_nothing_is_done_with_a_comment_that_is_hidden(
    rule: Callable[[Any, Comment], bool], _expected: set[str], people: dict[str, Any], comment: Comment
) -> None:
    actions.hide(comment.pk)
    hidden = Comment.objects.get(pk=comment.pk)

    assert allowed(people, lambda person: rule(person, hidden)) == set()


def test_in_a_closed_talk_members_only_take_back(
    people: dict[str, Any], comment: Comment, practice: GoodPracticePage, moderator: User
) -> None:
    actions.close(practice.translation_key, by=moderator, closed=True)
    closed = Comment.objects.get(pk=comment.pk)

    found = [allowed(people, lambda person, rule=rule: rule(person, closed)) for rule, _expected in OF_ONE]  # type: ignore[misc]

    assert found == [set(), set(), {"member"}]
