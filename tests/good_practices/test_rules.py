"""The matrix of roles, as tables: who may do what with a practice at each stage of its life."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import PageViewRestriction

from good_practices import rules
from good_practices.models import GoodPracticePage
from network_members.models import Organisation, User
from tests.factories.people import CAST, make_user
from tests.factories.snapshots import again, make_published, make_returned, make_submitted, make_written
from tests.factories.translations import start_translation, translate

ALL = frozenset(CAST)
NOBODY: frozenset[str] = frozenset()
BODY = frozenset({"member", "colleague"})
CHECKERS = frozenset({"editor", "administrator", "superuser"})
MEMBERS = ALL - {"visitor", "applicant"}

Rule = Callable[[Any, GoodPracticePage], bool]


def written(member: User, editor: User) -> GoodPracticePage:
    return make_written(member)


def submitted(member: User, editor: User) -> GoodPracticePage:
    return make_submitted(member)


def returned(member: User, editor: User) -> GoodPracticePage:
    return make_returned(member, editor, summary="Πιο σύντομα")


def published(member: User, editor: User) -> GoodPracticePage:
    return make_published(member, editor)


def private(member: User, editor: User) -> GoodPracticePage:
    practice = make_published(member, editor)
    PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.LOGIN)
    return practice


def changed(member: User, editor: User) -> GoodPracticePage:
    practice = make_published(member, editor)
    draft = practice.get_latest_revision_as_object()
    draft.one_line = "Άλλαξε"
    draft.save_revision(user=member)
    return again(practice)


def locked(member: User, editor: User) -> GoodPracticePage:
    practice = make_written(member)
    GoodPracticePage.objects.filter(pk=practice.pk).update(locked=True, locked_by=editor)
    return again(practice)


def translation(member: User, editor: User) -> GoodPracticePage:
    practice: GoodPracticePage = translate(make_published(member, editor), user=editor)
    return practice


def unfinished_translation(member: User, editor: User) -> GoodPracticePage:
    return start_translation(make_published(member, editor), user=editor).get_target_instance()


MATRIX: list[tuple[Callable[[User, User], GoodPracticePage], dict[Rule, frozenset[str]]]] = [
    (
        written,
        {
            rules.can_read: BODY | CHECKERS,
            rules.can_write: BODY | CHECKERS,
            rules.can_edit: BODY | CHECKERS,
            rules.can_submit: BODY | CHECKERS,
            rules.can_withdraw: NOBODY,
            rules.can_check: NOBODY,
            rules.can_translate: NOBODY,
            rules.can_see_contact: MEMBERS,
            rules.can_see_costs: MEMBERS,
        },
    ),
    (
        submitted,
        {
            rules.can_read: BODY | CHECKERS,
            rules.can_write: BODY | CHECKERS,
            rules.can_edit: NOBODY,
            rules.can_submit: NOBODY,
            rules.can_withdraw: BODY | CHECKERS,
            rules.can_check: CHECKERS,
            rules.can_translate: NOBODY,
        },
    ),
    (
        returned,
        {
            rules.can_read: BODY | CHECKERS,
            rules.can_edit: BODY | CHECKERS,
            rules.can_submit: BODY | CHECKERS,
            rules.can_withdraw: NOBODY,
            rules.can_check: NOBODY,
        },
    ),
    (
        published,
        {
            rules.can_read: ALL,
            rules.can_write: BODY | CHECKERS,
            rules.can_edit: BODY | CHECKERS,
            rules.can_submit: NOBODY,
            rules.can_check: NOBODY,
            rules.can_translate: CHECKERS,
        },
    ),
    (private, {rules.can_read: BODY | CHECKERS, rules.can_edit: BODY | CHECKERS}),
    (changed, {rules.can_read: ALL, rules.can_submit: BODY | CHECKERS}),
    (locked, {rules.can_write: BODY | CHECKERS, rules.can_edit: NOBODY, rules.can_submit: NOBODY}),
    (
        translation,
        {
            rules.can_read: ALL,
            rules.can_write: NOBODY,
            rules.can_edit: NOBODY,
            rules.can_check: NOBODY,
            rules.can_translate: NOBODY,
        },
    ),
    (unfinished_translation, {rules.can_read: BODY | CHECKERS, rules.can_write: NOBODY}),
]


@pytest.mark.parametrize(("make", "expected"), MATRIX, ids=lambda value: getattr(value, "__name__", ""))
def test_each_rule_admits_exactly_those_of_the_matrix(
    make: Callable[[User, User], GoodPracticePage], expected: dict[Rule, frozenset[str]], people: dict[str, Any]
) -> None:
    practice = make(people["member"], people["editor"])

    found = {rule.__name__: {name for name in CAST if rule(people[name], practice)} for rule in expected}

    assert found == {rule.__name__: set(names) for rule, names in expected.items()}


@pytest.mark.parametrize("make", [written, submitted, returned, published, private, changed, translation])
def test_the_queryset_of_writers_is_the_rule_for_all_practices_at_once(
    make: Callable[[User, User], GoodPracticePage], people: dict[str, Any]
) -> None:
    practice = make(people["member"], people["editor"])
    mine = {name: GoodPracticePage.objects.writable_by(people[name]) for name in ALL - {"visitor"}}

    found = {name: practice in practices for name, practices in mine.items()}

    assert found == {name: rules.can_write(people[name], practice) for name in found}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.has_space, MEMBERS),
        (rules.can_create, MEMBERS),
        (rules.can_bookmark, MEMBERS),
        (rules.is_checker, CHECKERS),
    ],
)
def test_functions_without_a_practice_follow_the_matrix(
    rule: Callable[[Any], bool], expected: frozenset[str], people: dict[str, Any]
) -> None:
    assert {name for name in CAST if rule(people[name])} == expected


@pytest.mark.parametrize("role", ["moderator", "translator"])
def test_moderators_and_translators_who_are_no_members_write_nothing(
    role: str, member: User, council: Organisation
) -> None:
    person = make_user("other", role, organisation=council)
    practice = make_written(member)

    found = [rules.has_space(person), rules.can_create(person), rules.can_read(person, practice)]

    assert [*found, rules.can_write(person, practice)] == [False] * 4
    assert list(GoodPracticePage.objects.writable_by(person)) == []


@pytest.mark.parametrize("role", ["member", "facilitator"])
def test_a_person_without_a_body_begins_nothing_but_keeps_what_is_their_own(role: str, member: User) -> None:
    practice = make_written(member)
    member.organisation = None
    member.groups.set([])
    loner = make_user("loner", role)

    assert not rules.can_create(loner)
    assert not rules.can_write(loner, practice)
    practice.owner = loner
    assert rules.can_write(loner, practice)


def test_an_editor_without_a_body_may_begin(council: Organisation) -> None:
    assert rules.can_create(make_user("other", "editor"))


def test_a_closed_account_may_do_nothing(member: User, superuser: User) -> None:
    practice = make_written(member)
    member.is_active = superuser.is_active = False

    assert not rules.can_write(member, practice)
    assert not rules.can_write(superuser, practice)
    assert not rules.can_bookmark(superuser)


def test_a_practice_of_no_body_is_not_everybodys(member: User) -> None:
    practice = make_written(member)
    practice.lead_organisation = None
    loner = make_user("loner", "member")

    assert not rules.can_write(loner, practice)


def test_costs_that_were_opened_are_for_all(member: User) -> None:
    practice = make_written(member)
    practice.costs_shown_to = GoodPracticePage.Costs.ALL

    assert rules.can_see_costs(AnonymousUser(), practice)
