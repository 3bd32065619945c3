"""Translations that wait for somebody: begun, or overtaken by their original."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation.completeness import with_gaps


@dataclass(frozen=True)
class Waiting:
    """A translation with texts to write."""

    title: str
    language: str
    page_id: int
    live: bool
    """True when an older version is public."""
    since: datetime


def waiting(limit: int) -> list[Waiting]:
    """Return the translations of pages that lack texts, the longest waiting first, in one query."""
    target = Page.objects.filter(translation_key=OuterRef("source__object_id"), locale_id=OuterRef("target_locale_id"))
    kept = with_gaps(Translation.objects.filter(enabled=True)).filter(has_gaps=True)
    rows = kept.annotate(page_id=Subquery(target.values("pk")[:1]), live=Subquery(target.values("live")[:1])).filter(
        page_id__isnull=False
    )
    found = rows.order_by("source__last_updated_at", "pk").values_list(
        "source__object_repr", "target_locale__language_code", "page_id", "live", "source__last_updated_at"
    )
    return [Waiting(*row) for row in found[:limit]]
