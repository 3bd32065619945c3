"""What happens to accounts and requests, step by step, and what is refused."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.models import GroupCollectionPermission, GroupPagePermission, ModelLogEntry

from mail.models import Message
from network_members import actions
from network_members.models import MembershipRequest, Organisation, User
from network_members.permissions import RIGHTS
from network_members.roles import Role
from tests.factories.people import make_organisation, make_request, make_user
from tests.factories.words import make_theme, some_place
from vocabulary.models import Country

State = MembershipRequest.State


def mails() -> set[tuple[str, str, str]]:
    """Return kind, recipient and language of all mails."""
    return set(Message.objects.values_list("kind", "recipient", "language"))


def wish(**fields: Any) -> actions.Wish:
    """Return what somebody tells us when asking."""
    return actions.Wish(**{"country": some_place().country, "organisation_name": "Σύλλογος", **fields})


# Accounts


def test_an_account_is_made_with_its_roles_and_a_verified_address(council: Organisation) -> None:
    user = actions.create_account(" Anna@NIMA.example", "x" * 12, roles=[Role.MEMBER], organisation=council)

    assert (user.email, set(user.role_codes), user.organisation) == ("anna@nima.example", {"member"}, council)
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("anna@nima.example", True, True)]
    assert mails() == set()


def test_an_account_without_roles_is_no_member(db: None) -> None:
    assert not actions.create_account("anna@nima.example", None).is_approved


def test_an_invited_person_is_told_how_to_choose_a_password(db: None) -> None:
    user = make_user("invited", language="en")

    actions.invite(user)

    assert mails() == {("invited", user.email, "en")}
    assert "/en/account/password/reset/" in Message.objects.get().text
    assert not User.objects.get().has_usable_password()


def test_a_former_address_opens_the_account_no_more(member: User) -> None:
    member.email = "new@nima.example"
    member.save()

    actions.vouch_for_address(member)

    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("new@nima.example", True, True)]


def test_roles_replace_those_held_before(member: User) -> None:
    assert member.role_codes == {"member"}

    actions.set_roles(member, [Role.FACILITATOR])

    assert member.role_codes == {"facilitator"}


# Asking


def test_a_request_is_kept_and_nobody_is_asked_yet(applicant: User, administrator: User) -> None:
    theme = make_theme()

    request = actions.request_membership(applicant, wish(themes=[theme], motivation="Θέλω"))

    assert (request.state, request.organisation_name, request.motivation) == (State.UNVERIFIED, "Σύλλογος", "Θέλω")
    assert list(request.themes.all()) == [theme]
    assert mails() == set()


def test_a_verified_address_brings_the_request_to_the_administrators_once(
    applicant: User, administrator: User, editor: User, superuser: User
) -> None:
    actions.request_membership(applicant, wish())

    for _time in range(2):
        actions.address_verified(applicant)

    assert MembershipRequest.objects.get().state == State.PENDING
    assert list(Message.objects.values_list("kind", "recipient")) == [("new_request", administrator.email)]


def test_an_address_without_a_request_asks_nobody(member: User, administrator: User) -> None:
    actions.address_verified(member)

    assert mails() == set()


def test_somebody_refused_asks_again_with_other_words(applicant: User, administrator: User) -> None:
    former = make_request(applicant, "refused", decided_by=administrator)

    request = actions.ask(applicant, wish(motivation="Εξηγώ"))

    assert (request.pk, request.state, request.motivation) == (former.pk, State.PENDING, "Εξηγώ")
    assert (request.decided_at, request.decided_by) == (None, None)
    assert request.requested_at > former.requested_at
    assert request.reason == former.reason
    assert mails() == {("new_request", administrator.email, "el")}


def test_an_account_without_a_request_may_ask(applicant: User, administrator: User) -> None:
    assert actions.ask(applicant, wish()).state == State.PENDING
    assert mails() == {("new_request", administrator.email, "el")}


def test_asking_waits_for_the_address_to_be_verified(applicant: User, administrator: User) -> None:
    EmailAddress.objects.update(verified=False)

    assert actions.ask(applicant, wish()).state == State.UNVERIFIED
    assert mails() == set()


@pytest.mark.parametrize("state", ["unverified", "pending", "approved"])
def test_nobody_asks_twice(state: str, applicant: User, administrator: User) -> None:
    make_request(applicant, state)

    with pytest.raises(PermissionDenied):
        actions.ask(applicant, wish(motivation="Κι άλλο"))

    assert MembershipRequest.objects.get().motivation == "Θέλω να μάθω"
    assert mails() == set()


def test_a_member_does_not_ask(member: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.ask(member, wish())

    assert not MembershipRequest.objects.exists()


# Answering


def test_approval_makes_a_member_of_an_organisation(
    applicant: User, administrator: User, council: Organisation
) -> None:
    request = make_request(applicant)

    actions.approve(request, by=administrator, organisation=council)

    applicant = User.objects.get(pk=applicant.pk)
    assert (applicant.organisation, set(applicant.role_codes)) == (council, {"member"})
    assert (request.state, request.decided_by) == (State.APPROVED, administrator)
    assert request.decided_at is not None
    assert mails() == {("approved", applicant.email, "el")}
    assert "ΣΕΜ Δήμου Πατρέων" in Message.objects.get().text


def test_approval_may_bring_a_new_organisation(applicant: User, administrator: User) -> None:
    place = some_place()
    new = actions.NewOrganisation(name="Casa das Vozes", kind="ngo", place=place)

    actions.approve(make_request(applicant), by=administrator, organisation=new)

    body = Organisation.objects.get(code="casa-das-vozes")
    assert (body.name_el, body.name_en, body.kind, body.place) == ("", "Casa das Vozes", "ngo", place)
    assert User.objects.get(pk=applicant.pk).organisation == body


def test_a_greek_name_is_kept_as_greek_under_an_address_of_its_own(db: None) -> None:
    new = actions.NewOrganisation(name="Δήμος Πατρέων", kind="municipality", place=some_place())

    bodies = [actions.create_organisation(new) for _time in range(2)]

    assert [(body.name_el, body.name_en, body.code) for body in bodies] == [
        ("Δήμος Πατρέων", "", "dimos-patreon"),
        ("Δήμος Πατρέων", "", "dimos-patreon-2"),
    ]


def test_refusal_tells_the_reason_in_the_applicants_language(administrator: User) -> None:
    applicant = make_user("newcomer", language="en")
    request = make_request(applicant)

    actions.refuse(request, by=administrator, reason="We could not find the council.")

    assert (request.state, request.reason) == (State.REFUSED, "We could not find the council.")
    assert not User.objects.get(pk=applicant.pk).is_approved
    message = Message.objects.get()
    assert (message.kind, message.recipient, message.language) == ("refused", applicant.email, "en")
    assert "We could not find the council." in message.text


def test_the_second_answer_changes_nothing(applicant: User, administrator: User, council: Organisation) -> None:
    request = make_request(applicant)
    stale = MembershipRequest.objects.get(pk=request.pk)
    actions.refuse(request, by=administrator, reason="Όχι τώρα")
    new = actions.NewOrganisation(name="Νέος φορέας", kind="ngo", place=council.place)

    with pytest.raises(actions.Decided):
        actions.approve(stale, by=administrator, organisation=new)
    with pytest.raises(actions.Decided):
        actions.refuse(stale, by=administrator, reason="Άλλος λόγος")

    request.refresh_from_db()
    assert (request.state, request.reason) == (State.REFUSED, "Όχι τώρα")
    assert not User.objects.get(pk=applicant.pk).is_approved
    assert not Organisation.objects.filter(name_el="Νέος φορέας").exists()
    assert Message.objects.count() == 1


def test_a_request_with_an_unverified_address_is_not_answered(
    applicant: User, administrator: User, council: Organisation
) -> None:
    with pytest.raises(actions.Decided):
        actions.approve(make_request(applicant, "unverified"), by=administrator, organisation=council)


@pytest.mark.parametrize("name", ["applicant", "member", "facilitator", "moderator", "translator", "editor"])
def test_only_administrators_answer(name: str, request: pytest.FixtureRequest, council: Organisation) -> None:
    asked, by = make_request(make_user("newcomer")), request.getfixturevalue(name)

    with pytest.raises(PermissionDenied):
        actions.approve(asked, by=by, organisation=council)
    with pytest.raises(PermissionDenied):
        actions.refuse(asked, by=by, reason="Όχι")

    asked.refresh_from_db()
    assert (asked.state, mails()) == (State.PENDING, set())


def test_nobody_answers_their_own_request(administrator: User, council: Organisation) -> None:
    own = make_request(administrator)

    with pytest.raises(PermissionDenied):
        actions.approve(own, by=administrator, organisation=council)


def test_answers_are_logged_without_names(applicant: User, administrator: User, council: Organisation) -> None:
    actions.approve(make_request(applicant), by=administrator, organisation=council)

    entry = ModelLogEntry.objects.get(action="network_members.approve")
    assert entry.user == administrator
    assert "Applicant" not in entry.label


# Assigning


def test_an_administrator_gives_organisation_and_roles(
    applicant: User, administrator: User, council: Organisation
) -> None:
    actions.assign(applicant, by=administrator, organisation=council, roles=[Role.MEMBER, Role.FACILITATOR])

    applicant = User.objects.get(pk=applicant.pk)
    assert (applicant.organisation, set(applicant.role_codes)) == (council, {"member", "facilitator"})
    assert ModelLogEntry.objects.get(action="network_members.assign").user == administrator


def test_roles_that_the_giver_may_not_give_stay(superuser: User, editor: User) -> None:
    actions.assign(editor, by=superuser, organisation=None, roles=[Role.EDITOR])

    assert User.objects.get(pk=editor.pk).role_codes == {"editor"}


@pytest.mark.parametrize(
    ("name", "roles"), [("member", [Role.EDITOR]), ("editor", [Role.MEMBER]), ("administrator", [Role.MEMBER])]
)
def test_an_administrator_neither_gives_nor_takes_staff_roles(
    name: str, roles: list[Role], administrator: User, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    before = person.role_codes

    with pytest.raises(PermissionDenied):
        actions.assign(person, by=administrator, organisation=None, roles=roles)

    kept = User.objects.get(pk=person.pk)
    assert (kept.role_codes, kept.organisation) == (before, person.organisation)


# Rights in Wagtail


def test_each_role_holds_exactly_its_rights_over_the_site(db: None) -> None:
    actions.sync_roles()

    for role, rights in RIGHTS.items():
        held = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
        assert set(held) == set(rights.site), role


def test_rights_given_by_hand_over_the_site_are_taken_back(db: None) -> None:
    group = Group.objects.get(name=Role.MODERATOR)
    group.permissions.set(actions.permissions({("network_members", "change_user"), ("auth", "change_group")}))

    actions.sync_roles()

    assert set(group.permissions.values_list("codename", flat=True)) == {"access_admin", "change_report"}


def test_rights_over_pages_and_files_come_once_and_keep_what_was_added(db: None) -> None:
    actions.sync_roles()
    counts = GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()

    actions.sync_roles()

    assert (GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count()) == counts
    assert GroupPagePermission.objects.filter(group__name=Role.EDITOR, page__depth=2).exists()
    assert not GroupPagePermission.objects.filter(group__name=Role.MEMBER).exists()


def test_files_need_a_collection_to_lie_in(db: None) -> None:
    from wagtail.models import Collection

    Collection.objects.all().delete()

    actions.sync_roles()

    assert not GroupCollectionPermission.objects.exists()


# What the database itself refuses


@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.REFUSED, "reason": ""},
        {"state": State.PENDING, "reason": "", "decided_by_now": True},
    ],
)
def test_a_decision_has_its_time_and_a_refusal_its_reason(fields: dict[str, Any], applicant: User) -> None:
    request = make_request(applicant)
    answered = fields.pop("decided_by_now", fields["state"] == State.REFUSED)
    changes = {**fields, "decided_at": request.requested_at if answered else None}

    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipRequest.objects.filter(pk=request.pk).update(**changes)


def test_an_organisation_has_a_name_in_some_language(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_organisation("nameless", name_el="", name_en="")


def test_a_country_in_use_is_not_deleted_under_a_request(applicant: User) -> None:
    make_request(applicant)

    with pytest.raises(IntegrityError):
        Country.objects.all().delete()
