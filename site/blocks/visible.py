"""Which pages a person may open: what stands in lists and menus is never more than that."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from wagtail.models import Locale, Page, PageViewRestriction

from blocks.routing import path_and_above
from caching.memory import values

P = TypeVar("P", bound=Page)


def readable(pages: Iterable[P], request: HttpRequest) -> list[P]:
    """Return the pages that who asks may open, in one query for all of them."""
    found = list(pages)
    paths = {path for page in found for path in path_and_above(page)}
    restrictions = PageViewRestriction.objects.filter(page__path__in=paths).select_related("page")
    closed = tuple(one.page.path for one in restrictions if not one.accept_request(request))
    return [page for page in found if not page.path.startswith(closed)]


def are_open(restrictions: Sequence[PageViewRestriction], request: HttpRequest) -> bool:
    """Say whether none of the restrictions keeps out who asks."""
    return all(one.accept_request(request) for one in restrictions)


def in_language(pages: QuerySet[P], language: str) -> QuerySet[P]:
    """Return the live pages in a language, and those of the other one that it has no translation of."""
    own = Subquery(Locale.objects.filter(language_code=language).values("pk")[:1])
    twin = Page.objects.live().filter(translation_key=OuterRef("translation_key"), locale_id=own)
    return pages.filter(Q(locale_id=own) | ~Exists(twin), live=True)


def public(pages: QuerySet[P]) -> QuerySet[P]:
    """Return the pages that everybody may open: live, and in no private section."""
    own_or_above = Substr(OuterRef("path"), 1, Length("page__path"))
    return pages.filter(~Exists(PageViewRestriction.objects.filter(page__path=own_or_above)), live=True)


def can_open(pages: QuerySet[P], user: Any) -> QuerySet[P]:
    """Return the live pages that a person may open without a password."""
    own_or_above = Substr(OuterRef("path"), 1, Length("page__path"))
    return pages.filter(~Exists(closed_to(user).filter(page__path=own_or_above)), live=True)


def open_among(numbers: Collection[int], user: Any) -> list[int]:
    """Return which of some pages, by number, a person may open without a password.

    What keeps people out is remembered: to ask for it beside the pages takes four times as long.
    """
    key = "closed sections", getattr(user, "pk", None), getattr(user, "is_superuser", False)
    closed = values.remember(key, lambda: closed_paths(user), "wagtailcore", "network_members")
    pages = Page.objects.live().filter(pk__in=numbers).values_list("pk", "path")
    return [number for number, path in pages if not path.startswith(closed)]


def closed_paths(user: Any) -> tuple[str, ...]:
    """Return the paths of the sections that keep a person out."""
    return tuple(closed_to(user).values_list("page__path", flat=True))


def closed_to(user: Any) -> QuerySet[PageViewRestriction]:
    """Return the restrictions of pages that keep a person out."""
    if not getattr(user, "is_authenticated", False):
        return PageViewRestriction.objects.all()
    closed = PageViewRestriction.objects.exclude(restriction_type=PageViewRestriction.LOGIN)
    if user.is_superuser:
        return closed.exclude(restriction_type=PageViewRestriction.GROUPS)
    return closed.exclude(restriction_type=PageViewRestriction.GROUPS, groups__in=user.groups.all())
