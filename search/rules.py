"""Which audiences a person belongs to; each text of the index names the one that may find it."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db.models import QuerySet
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, PageViewRestriction

from caching.memory import values
from network_members.roles import Role
from search.kinds import EVERYBODY, MEMBERS, SIGNED_IN, SIGNED_OUT

GROUPS, PASSWORD = BaseViewRestriction.GROUPS, BaseViewRestriction.PASSWORD


def audiences_of(user: Any) -> set[str]:
    """Return the audiences of a person; visitors belong to everybody, and to those whom closed collections keep out."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return {EVERYBODY, SIGNED_OUT, *folders_of(None)}
    found = {EVERYBODY, SIGNED_IN, *(section(number) for number in sections_of(user)), *folders_of(user)}
    return found | {MEMBERS} if user.is_approved or sees_everybody(user) else found


def sees_everybody(user: Any) -> bool:
    """Say whether a person sees profiles of members without being one: as `User.objects.visible_to` does."""
    return bool(user.is_superuser or Role.ADMINISTRATOR in user.role_codes)


def sections_of(user: Any) -> list[int]:
    """Return the restrictions of pages to groups that let a person in."""
    private = PageViewRestriction.objects.filter(restriction_type=GROUPS)
    key = "private sections", user.pk, user.is_superuser
    return values.remember(key, lambda: list(letting_in(user, private)), "wagtailcore", "network_members")


def folders_of(user: Any) -> Iterator[str]:
    """Yield, for each collection that is closed to all but some groups, on which side of it a person stands."""
    numbers = values.remember(("closed collections",), lambda: list(closed_to_groups()), "wagtailcore")
    inside = set(letting_in(user, CollectionViewRestriction.objects.filter(pk__in=numbers))) if user and numbers else ()
    for number in numbers:
        yield folder(number) if number in inside else others(folder(number))


def closed_to_groups() -> QuerySet[CollectionViewRestriction, int]:
    """Return the numbers of the restrictions of collections to groups."""
    return CollectionViewRestriction.objects.filter(restriction_type=GROUPS).values_list("pk", flat=True)


def letting_in(user: Any, restrictions: QuerySet[Any]) -> QuerySet[Any, int]:
    """Return the numbers of those restrictions to groups that let a person in."""
    found = restrictions if user.is_superuser else restrictions.filter(groups__in=user.groups.all())
    return found.values_list("pk", flat=True).distinct()


def section(number: int) -> str:
    """Return the audience of a private section of pages, by the number of its restriction."""
    return f"section:{number}"


def folder(number: int) -> str:
    """Return the audience of a closed collection, by the number of its restriction."""
    return f"folder:{number}"


def others(audience: str) -> str:
    """Return the audience of all who are not in that of a closed collection: each person is in one of both."""
    return SIGNED_OUT if audience == SIGNED_IN else f"not {audience}"


def who_passes(restrictions: Collection[tuple[str, int]], named: Callable[[int], str]) -> str:
    """Return the audience that passes restrictions, each a type and a number; "" for two groups, or a password."""
    groups = [named(number) for kind, number in restrictions if kind == GROUPS]
    if len(groups) > 1 or any(kind == PASSWORD for kind, _number in restrictions):
        return ""
    return groups[0] if groups else SIGNED_IN if restrictions else EVERYBODY
