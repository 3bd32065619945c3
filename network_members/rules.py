"""Who may do what with accounts, organisations and requests; asked in the view and again in the action."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from wagtail.models import Page
from wagtail.permissions import policy_registry

from network_members.models import MembershipRequest, Organisation, User
from network_members.profiles import Audience, Part
from network_members.roles import BELOW_ADMINISTRATOR, ROLES, Role


def has_role(user: Any, *roles: Role) -> bool:
    """Does this person hold one of the roles, or all of them?"""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return False
    return bool(user.is_superuser or user.role_codes.intersection(roles))


def can_enter_admin(user: Any) -> bool:
    """May this person enter the admin at all? Each room then asks for more."""
    return bool(getattr(user, "is_authenticated", False) and user.has_perm("wagtailadmin.access_admin"))


def can_explore(user: Any, page: int) -> bool:
    """May this person see a page in the admin: one they have a right to, or one above it?"""
    return bool(policy_registry.get_by_type(Page).explorable_instances(user).filter(pk=page).exists())


def needs_second_factor(user: Any) -> bool:
    """Must this person set up a second factor before entering the admin? Only the demo does without."""
    if settings.DEMO or not can_enter_admin(user):
        return False
    return not is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def can_ask(user: Any, request: MembershipRequest | None) -> bool:
    """May this person ask to become a member now: who is none yet, with no request that is open?"""
    if not getattr(user, "is_authenticated", False) or not user.is_active or user.is_approved:
        return False
    return request is None or request.state == MembershipRequest.State.REFUSED


def can_decide_membership(user: Any) -> bool:
    """May this person read requests to become a member, and answer them?"""
    return has_role(user, Role.ADMINISTRATOR)


def can_decide(user: Any, request: MembershipRequest) -> bool:
    """May this person answer this request now? Nobody answers their own."""
    waits = request.state == MembershipRequest.State.PENDING
    return waits and can_decide_membership(user) and request.applicant_id != user.pk


def can_edit_organisations(user: Any) -> bool:
    """May this person add organisations to the directory, and change them?"""
    return has_role(user, Role.EDITOR, Role.ADMINISTRATOR)


def can_see_organisation(user: Any, organisation: Organisation) -> bool:
    """May this person open the organisation's page: listed ones all, others its own people?"""
    return Organisation.objects.visible_to(user).filter(pk=organisation.pk).exists()


def can_see_profile(user: Any, person: User) -> bool:
    """May this person open somebody's profile: who shows them their name, or is themselves?"""
    return User.objects.visible_to(user).filter(pk=person.pk).exists()


def can_see(user: Any, person: User, part: str) -> bool:
    """May this person see a part of somebody's profile? Whoever keeps the names from them shows nothing else."""
    if getattr(user, "pk", None) == person.pk:
        return True
    if part == Part.NAME and can_assign_people(user):
        return True
    audience = person.audience_of(part)
    within = audience == Audience.PUBLIC or (audience == Audience.MEMBERS and getattr(user, "is_approved", False))
    return within and (part == Part.NAME or can_see(user, person, Part.NAME))


def can_erase(person: User) -> bool:
    """May this person erase their account: everybody but the last superuser?"""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    return person.is_active and (not person.is_superuser or others.exists())


def can_assign_people(user: Any) -> bool:
    """May this person look people up to give them organisations and roles?"""
    return has_role(user, Role.ADMINISTRATOR)


def can_assign(user: Any, person: User) -> bool:
    """May this person change somebody's organisation and roles: an administrator only below the own rank?"""
    if not can_assign_people(user):
        return False
    return bool(user.is_superuser or not (person.is_staff or person.pk == user.pk))


def can_give_role(user: Any, role: str) -> bool:
    """May this person give a role: an administrator those below the own rank, the superuser any?"""
    givable = ROLES if getattr(user, "is_superuser", False) else BELOW_ADMINISTRATOR
    return can_assign_people(user) and role in givable


def can_give_roles(user: Any, roles: Iterable[str]) -> bool:
    """May this person give all of these roles?"""
    return all(can_give_role(user, role) for role in roles)
