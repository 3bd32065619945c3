"""How a translation stands to its original: there or not, in step or behind, since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import Translation

from translation.completeness import with_gaps
from translation.states import unread_words


@dataclass(frozen=True)
class Freshness:
    """What a reader is told about the two language versions of an item."""

    translated: bool
    """True when both versions are public."""
    outdated: bool = False
    """True when the original has texts that the translation does not have yet."""
    reviewed_at: datetime | None = None
    """When an editor last published the translation."""
    reviewed: bool = True
    """False when texts of the translation wait for a second reader, so that its day is only that of publishing."""
    changed_at: datetime | None = None
    """When the original changed, if the translation is outdated."""


def freshness(original: Page, translation: Page | None) -> Freshness:
    """Return how a public translation stands to its original; `translation` is None when there is none."""
    if translation is None:
        return Freshness(translated=False)
    kept = records(original).filter(target_locale_id=translation.locale_id).first()
    return kept_in_step(kept, translation) if kept else written_by_hand(original, translation)


def freshness_of_many(pairs: Sequence[tuple[Page, Page | None]]) -> list[Freshness]:
    """Return how many public translations stand to their originals, in one query for all."""
    keys = [original.translation_key for original, translation in pairs if translation]
    found = {
        (kept.source.object_id, kept.source.locale_id, kept.target_locale_id): kept
        for kept in with_words(Translation.objects.filter(source__object_id__in=keys, enabled=True))
    }
    return [
        among(found, original, translation) if translation else Freshness(translated=False)
        for original, translation in pairs
    ]


def among(found: Mapping[Any, Any], original: Page, translation: Page) -> Freshness:
    """Return how one translation stands to its original, by its record if it has one."""
    kept = found.get((original.translation_key, original.locale_id, translation.locale_id))
    return kept_in_step(kept, translation) if kept else written_by_hand(original, translation)


def kept_in_step(kept: Any, translation: Page) -> Freshness:
    """Judge a translation by its record."""
    return Freshness(
        translated=True,
        outdated=kept.has_gaps,
        reviewed_at=kept.reviewed_at or translation.last_published_at,
        reviewed=not kept.has_unread,
        changed_at=kept.source.last_updated_at if kept.has_gaps else None,
    )


def records(original: Page) -> QuerySet[Any]:
    """Return the kept translations of an original with `has_gaps` and `reviewed_at`."""
    kept = Translation.objects.filter(
        source__object_id=original.translation_key, source__locale_id=original.locale_id, enabled=True
    )
    return with_words(kept)


def with_words(kept: QuerySet[Any]) -> QuerySet[Any]:
    """Return kept translations with what their texts tell of them."""
    return (
        with_gaps(kept)
        .select_related("source")
        .annotate(reviewed_at=Subquery(reviews()), has_unread=Exists(unread_words()))
    )


def reviews() -> QuerySet[Any]:
    """Return when people published the outer translation; what the system published for them does not count."""
    published = PageLogEntry.objects.filter(
        page__translation_key=OuterRef("source__object_id"),
        page__locale_id=OuterRef("target_locale_id"),
        action="wagtail.publish",
        revision__user__isnull=False,
    )
    return published.order_by("-timestamp").values("timestamp")[:1]


def written_by_hand(original: Page, translation: Page) -> Freshness:
    """Judge a translation that nobody keeps in step: only the days of publishing tell."""
    changed, reviewed = original.last_published_at, translation.last_published_at
    outdated = bool(changed and reviewed and changed > reviewed)
    return Freshness(True, outdated, reviewed, reviewed=False, changed_at=changed if outdated else None)
