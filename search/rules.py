"""Which audiences a person belongs to; each text of the index names the one that may find it."""

from typing import Any

from wagtail.models import PageViewRestriction

from network_members.roles import Role
from search.kinds import EVERYBODY, MEMBERS, SIGNED_IN


def audiences_of(user: Any) -> set[str]:
    """Return the audiences of a person; visitors belong to everybody alone."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return {EVERYBODY}
    found = {EVERYBODY, SIGNED_IN, *(section(number) for number in sections_of(user))}
    return found | {MEMBERS} if user.is_approved or sees_everybody(user) else found


def sees_everybody(user: Any) -> bool:
    """Say whether a person sees profiles of members without being one: as `User.objects.visible_to` does."""
    return bool(user.is_superuser or Role.ADMINISTRATOR in user.role_codes)


def sections_of(user: Any) -> list[int]:
    """Return the restrictions to groups that let a person in."""
    found = PageViewRestriction.objects.filter(restriction_type=PageViewRestriction.GROUPS)
    if not user.is_superuser:
        found = found.filter(groups__in=user.groups.all())
    return list(found.values_list("pk", flat=True).distinct())


def section(number: int) -> str:
    """Return the audience of a private section, by the number of its restriction."""
    return f"section:{number}"
