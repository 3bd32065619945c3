"""The matrix of roles, as tables: who may do what with accounts, organisations and requests."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from wagtail.models import Page

from network_members import rules
from network_members.models import MembershipRequest, Organisation, User
from network_members.roles import BELOW_ADMINISTRATOR, ROLES, Role
from tests.factories.people import CAST, make_organisation, make_request, make_user

ALL = frozenset(CAST)
NOBODY: frozenset[str] = frozenset()
DECIDERS = frozenset({"administrator", "superuser"})
KEEPERS = DECIDERS | {"editor"}
STAFF = KEEPERS | {"moderator", "translator"}
MEMBERS = ALL - {"visitor", "applicant"}


def allowed(people: dict[str, Any], rule: Callable[[Any], bool]) -> set[str]:
    """Return the names of those whom a rule lets in."""
    return {name for name in CAST if rule(people[name])}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (rules.can_enter_admin, STAFF),
        (rules.can_decide_membership, DECIDERS),
        (rules.can_assign_people, DECIDERS),
        (rules.can_edit_organisations, KEEPERS),
    ],
)
def test_functions_follow_the_matrix(
    rule: Callable[[Any], bool], expected: frozenset[str], people: dict[str, Any]
) -> None:
    assert allowed(people, rule) == expected


def test_somebody_whose_account_is_closed_may_do_nothing(administrator: User) -> None:
    administrator.is_active = False

    assert not rules.has_role(administrator, Role.ADMINISTRATOR)
    assert not rules.can_enter_admin(administrator)
    assert not rules.can_ask(administrator, None)


def test_staff_without_a_second_step_is_sent_to_set_it_up(people: dict[str, Any]) -> None:
    assert allowed(people, rules.needs_second_factor) == NOBODY

    for person in people.values():
        if person.pk:
            person.authenticator_set.all().delete()

    assert allowed(people, rules.needs_second_factor) == STAFF


def test_the_demo_does_without_a_second_step(editor: User, settings: Any) -> None:
    editor.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth's table
    settings.DEMO = True

    assert not rules.needs_second_factor(editor)


# Requests


@pytest.mark.parametrize(
    ("state", "expected"),
    [("unverified", NOBODY), ("pending", DECIDERS), ("approved", NOBODY), ("refused", NOBODY)],
)
def test_only_a_request_that_waits_is_answered(state: str, expected: frozenset[str], people: dict[str, Any]) -> None:
    request = make_request(make_user("newcomer"), state)

    assert allowed(people, lambda person: rules.can_decide(person, request)) == expected


def test_nobody_answers_their_own_request(administrator: User, superuser: User) -> None:
    assert not rules.can_decide(administrator, make_request(administrator))
    assert not rules.can_decide(superuser, make_request(superuser))


def test_requests_are_read_by_their_applicant_and_by_deciders(people: dict[str, Any]) -> None:
    request = make_request(people["applicant"])

    seen = allowed(people, lambda person: request in MembershipRequest.objects.visible_to(person))

    assert seen == DECIDERS | {"applicant"}


def test_a_closed_account_reads_no_request(applicant: User) -> None:
    make_request(applicant)
    applicant.is_active = False

    assert list(MembershipRequest.objects.visible_to(applicant)) == []


@pytest.mark.parametrize(
    ("state", "expected"), [(None, True), ("refused", True), ("pending", False), ("unverified", False)]
)
def test_who_is_no_member_asks_unless_a_request_is_open(state: str | None, expected: bool, applicant: User) -> None:
    request = make_request(applicant, state) if state else None

    assert rules.can_ask(applicant, request) == expected


def test_members_and_visitors_do_not_ask(people: dict[str, Any]) -> None:
    assert allowed(people, lambda person: rules.can_ask(person, None)) == {"applicant"}


# Organisations and people


@pytest.mark.parametrize(
    ("listed", "expected"),
    [(True, ALL), (False, KEEPERS | {"member", "colleague"})],
)
def test_an_unlisted_organisation_is_seen_by_its_own_people_and_its_keepers(
    listed: bool, expected: frozenset[str], people: dict[str, Any], council: Organisation
) -> None:
    council.listed = listed
    council.save()

    assert allowed(people, lambda person: rules.can_see_organisation(person, council)) == expected


def test_members_see_members(people: dict[str, Any]) -> None:
    expected = MEMBERS

    assert allowed(people, lambda person: rules.can_see_profile(person, people["member"])) == expected


def test_who_is_no_member_is_seen_by_themselves_and_by_administrators(people: dict[str, Any]) -> None:
    seen = allowed(people, lambda person: rules.can_see_profile(person, people["applicant"]))

    assert seen == DECIDERS | {"applicant"}


def test_a_closed_account_is_seen_by_nobody(people: dict[str, Any]) -> None:
    gone = make_user("gone", "member", is_active=False)

    assert allowed(people, lambda person: rules.can_see_profile(person, gone)) == NOBODY


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("applicant", DECIDERS),
        ("member", DECIDERS),
        ("facilitator", DECIDERS),
        ("moderator", {"superuser"}),
        ("translator", {"superuser"}),
        ("editor", {"superuser"}),
        ("administrator", {"superuser"}),
        ("superuser", {"superuser"}),
    ],
)
def test_an_administrator_assigns_below_the_own_rank(name: str, expected: set[str], people: dict[str, Any]) -> None:
    assert allowed(people, lambda person: rules.can_assign(person, people[name])) == expected


def test_an_administrator_does_not_assign_themselves(administrator: User) -> None:
    assert not rules.can_assign(administrator, administrator)


@pytest.mark.parametrize("role", sorted(ROLES))
def test_staff_roles_come_from_the_superuser_alone(role: str, people: dict[str, Any]) -> None:
    expected = DECIDERS if role in BELOW_ADMINISTRATOR else {"superuser"}

    assert allowed(people, lambda person: rules.can_give_role(person, role)) == expected


def test_an_unknown_role_is_nobodys_to_give(superuser: User) -> None:
    assert not rules.can_give_role(superuser, "emperor")
    assert not rules.can_give_roles(superuser, [Role.MEMBER, "emperor"])
    assert rules.can_give_roles(superuser, [])


def test_the_rule_of_organisations_and_the_rights_in_wagtail_say_the_same(people: dict[str, Any]) -> None:
    def may_edit(person: Any) -> bool:
        return bool(person.has_perms(["network_members.add_organisation", "network_members.change_organisation"]))

    assert allowed(people, may_edit) == allowed(people, rules.can_edit_organisations)


def test_an_unlisted_organisation_looks_as_if_it_were_not_there(stranger: User) -> None:
    hidden = make_organisation("hidden", listed=False)

    assert not rules.can_see_organisation(stranger, hidden)
    assert hidden not in Organisation.objects.visible_to(AnonymousUser())


@pytest.mark.parametrize(
    ("name", "may"), [("editor", True), ("superuser", True), ("moderator", False), ("member", False)]
)
def test_pages_are_seen_in_the_admin_by_who_works_on_them(
    name: str, may: bool, request: pytest.FixtureRequest, db: None
) -> None:
    person = request.getfixturevalue(name)
    home = Page.objects.get(depth=2, locale__language_code="el")

    assert rules.can_explore(person, home.pk) == may
