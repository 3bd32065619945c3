"""Which pages are talked about, and which of them a person may read."""

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, get_page_models

from blocks.visible import can_open

PARAMETER = "talk"
"""The parameter of a page's address that names a page of its talk."""
AXIS = "axis"
"""The parameter that names the horizontal axis whose comments are read."""


class TalkedAbout:
    """Mix into a page type under whose pages members talk."""

    known_parameters: ClassVar[frozenset[str]] = frozenset({PARAMETER, AXIS})


def kinds() -> list[type[Page]]:
    """Return the page types that are talked about."""
    return [kind for kind in get_page_models() if issubclass(kind, TalkedAbout)]


def talked_about(user: Any) -> QuerySet[Page]:
    """Return the live pages with a talk that a person may read; those behind a password have none."""
    types = ContentType.objects.get_for_models(*kinds()).values()
    return can_open(Page.objects.filter(content_type__in=list(types)), user)


def page_of(key: UUID, user: Any, language: str) -> Any:
    """Return the page of a talk for a reader, in their language if it has one; None when they may read none of it."""
    found = talked_about(user).filter(translation_key=key).select_related("locale")
    versions = sorted(found, key=lambda page: page.locale.language_code != language)
    return versions[0].specific if versions else None
