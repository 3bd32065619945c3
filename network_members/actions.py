"""What can happen to accounts, requests and organisations; each step is one transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop
from wagtail.log_actions import log
from wagtail.models import Collection as FileCollection
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page

from language.detect import language_of
from language.slugs import slug_for, unique_slug
from network_members import mails, rules
from network_members.models import MembershipRequest, Organisation, User
from network_members.permissions import RIGHTS, Code, Rights
from network_members.roles import Role
from vocabulary.models import Country, Place, Theme

State = MembershipRequest.State
LOGGED = {
    "network_members.approve": gettext_noop("Approve a request"),
    "network_members.refuse": gettext_noop("Refuse a request"),
    "network_members.erase": gettext_noop("Erase an account"),
    "network_members.assign": gettext_noop("Assign organisation and roles"),
}


class Decided(Exception):  # noqa: N818 - reads as what happened
    """Somebody else has answered the request already; nothing was changed."""


@dataclass(frozen=True)
class Wish:
    """What a person tells us when asking to become a member."""

    country: Country
    organisation: Organisation | None = None
    organisation_name: str = ""
    themes: Collection[Theme] = field(default_factory=tuple)
    motivation: str = ""


@dataclass(frozen=True)
class NewOrganisation:
    """A body that joins the directory together with its first member."""

    name: str
    kind: str
    place: Place


@transaction.atomic
def create_account(email: str, password: str | None, *, roles: Iterable[str] = (), **fields: Any) -> User:
    """Create an account whose address somebody vouches for, with its roles; nothing is mailed."""
    user = User.objects.create_user(email, password, **fields)
    vouch_for_address(user)
    set_roles(user, roles)
    return user


@transaction.atomic
def invite(user: User) -> None:
    """Let somebody for whom an account was made choose its password."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    vouch_for_address(user)
    mails.tell_invited(user)


@transaction.atomic
def vouch_for_address(user: User) -> None:
    """Take an account's address as verified; former ones open it no more."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


def forget_password(user: User) -> None:
    """Drop a password that was set before the address was verified: a stranger may have chosen it."""
    user.set_unusable_password()
    user.save(update_fields=["password"])


def set_roles(user: User, roles: Iterable[str]) -> None:
    """Let a person hold exactly these roles."""
    user.groups.set(Group.objects.get_or_create(name=str(role))[0] for role in roles)
    vars(user).pop("role_codes", None)


@transaction.atomic
def request_membership(applicant: User, wish: Wish) -> MembershipRequest:
    """Keep a person's request; nobody is asked before the address is verified."""
    return write(MembershipRequest(applicant=applicant), wish)


@transaction.atomic
def ask(applicant: User, wish: Wish) -> MembershipRequest:
    """Hand a request of somebody with an account to the administrators, again after a refusal."""
    # Lock the account, so that two clicks make one request.
    person = User.objects.select_for_update().get(pk=applicant.pk)
    request = MembershipRequest.objects.filter(applicant=person).first()
    if not rules.can_ask(person, request):
        raise PermissionDenied
    request = request or MembershipRequest(applicant=person)
    request.state, request.decided_at, request.decided_by = State.UNVERIFIED, None, None
    request.requested_at = timezone.now()
    write(request, wish)
    if EmailAddress.objects.filter(user=person, verified=True).exists():
        address_verified(person)
    request.refresh_from_db()
    return request


def write(request: MembershipRequest, wish: Wish) -> MembershipRequest:
    """Store what a person wishes."""
    request.country, request.organisation = wish.country, wish.organisation
    request.organisation_name, request.motivation = wish.organisation_name, wish.motivation
    request.save()
    request.themes.set(wish.themes)
    return request


@transaction.atomic
def address_verified(applicant: User) -> None:
    """Hand the request of a person whose address is verified to the administrators, once."""
    unverified = MembershipRequest.objects.filter(applicant=applicant, state=State.UNVERIFIED)
    if unverified.update(state=State.PENDING):
        for person in User.objects.deciding():
            mails.tell_new_request(person)


@transaction.atomic
def approve(request: MembershipRequest, *, by: User, organisation: Organisation | NewOrganisation) -> None:
    """Make the applicant a member of an organisation, and tell them; raises Decided when it was answered before."""
    refuse_strangers(request, by)
    decide(request, State.APPROVED, by)
    body = create_organisation(organisation) if isinstance(organisation, NewOrganisation) else organisation
    applicant = request.applicant
    applicant.organisation = body
    applicant.save(update_fields=["organisation"])
    set_roles(applicant, applicant.role_codes | {Role.MEMBER})
    log(request, "network_members.approve", user=by, title=title_of(request))
    mails.tell_approved(applicant, body)


@transaction.atomic
def refuse(request: MembershipRequest, *, by: User, reason: str) -> None:
    """Refuse the request, and tell the applicant why; raises Decided when it was answered before."""
    refuse_strangers(request, by)
    decide(request, State.REFUSED, by, reason)
    log(request, "network_members.refuse", user=by, title=title_of(request))
    mails.tell_refused(request.applicant, reason)


def refuse_strangers(request: MembershipRequest, by: User) -> None:
    """Raise PermissionDenied for who may not answer requests, or asks about their own."""
    if not rules.can_decide_membership(by) or request.applicant_id == by.pk:
        raise PermissionDenied


def decide(request: MembershipRequest, state: State, by: User, reason: str = "") -> None:
    """Write the answer down if nobody was quicker: the database lets one of two deciders through."""
    answer = {"state": state, "reason": reason, "decided_by": by, "decided_at": timezone.now()}
    if not MembershipRequest.objects.filter(pk=request.pk, state=State.PENDING).update(**answer):
        raise Decided
    request.refresh_from_db()


def title_of(request: MembershipRequest) -> str:
    """Return how the log calls a request: without the person's name, which may have to be forgotten."""
    return f"{request._meta.verbose_name} {request.pk}"


def create_organisation(new: NewOrganisation) -> Organisation:
    """Add a body to the directory, under an address made of its name."""
    language = "el" if language_of(new.name) == "el" else "en"
    organisation = Organisation(code=free_code(new.name), kind=new.kind, place=new.place)
    setattr(organisation, f"name_{language}", new.name)
    organisation.save()
    return organisation


def free_code(name: str) -> str:
    """Return an address made of a name, which no organisation has yet."""
    return unique_slug(slug_for(name), taken_code, Organisation._meta.get_field("code").max_length or 0)


def taken_code(code: str) -> bool:
    """Say whether an organisation has this code."""
    return Organisation.objects.filter(code=code).exists()


@transaction.atomic
def assign(person: User, *, by: User, organisation: Organisation | None, roles: Iterable[str]) -> None:
    """Give a person an organisation and those roles that the giver may give; other roles stay as they are."""
    wanted = set(roles)
    if not rules.can_assign(by, person) or not rules.can_give_roles(by, wanted):
        raise PermissionDenied
    kept = {role for role in person.role_codes if not rules.can_give_role(by, role)}
    person.organisation = organisation
    person.save(update_fields=["organisation"])
    set_roles(person, wanted | kept)
    log(person, "network_members.assign", user=by, title=f"{person._meta.verbose_name} {person.pk}")


@transaction.atomic
def sync_roles() -> None:
    """Give each role its rights in Wagtail and take all others from it; pages and files keep what was added by hand."""
    for role, rights in RIGHTS.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(permissions(rights.site))
        give_pages(group, rights)
        give_files(group, rights)


def permissions(codes: Collection[Code]) -> list[Permission]:
    """Return the rows of permissions; rooms that are not installed yet have none."""
    condition = Q(pk__in=[])
    for app, code in codes:
        condition |= Q(content_type__app_label=app, codename=code)
    return list(Permission.objects.filter(condition))


def give_pages(group: Group, rights: Rights) -> None:
    """Let a role work on the tree of each language."""
    homes = Page.objects.filter(depth=2)
    for permission in permissions(rights.pages):
        for home in homes:
            GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)


def give_files(group: Group, rights: Rights) -> None:
    """Let a role work on all images and documents."""
    root = FileCollection.get_first_root_node()
    for permission in permissions(rights.files) if root else ():
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
