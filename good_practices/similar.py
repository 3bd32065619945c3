"""Practices that may be the same as another one: the words of their titles, their body and their place tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from wagtail.models import Page

from good_practices.models import GoodPracticePage
from language.folding import fold

SHORTEST, STEM = 4, 6
"""Letters of a word that says something; letters that its forms have in common."""
ALIKE = 0.5
"""Share of common words that makes two titles alike; half of it is enough when body and place are the same too."""
LOOKED_AT, SHOWN = 50, 5


@dataclass(frozen=True)
class Similar:
    """Another practice, and what it has in common."""

    practice: Any
    share: float
    same_body: bool
    same_place: bool
    original_pk: int
    """Number of the version that its author wrote, which editors open."""


def stems(title: str) -> frozenset[str]:
    """Return the beginnings of the words that say something, without accents and case."""
    return frozenset(word[:STEM] for word in fold(title).split() if len(word) >= SHORTEST)


def similar_to(draft: GoodPracticePage) -> list[Similar]:
    """Return the practices, in either language, that may be this one again, the most alike first."""
    titles = [known for known in map(stems, {draft.title, *titles_of(draft)}) if known]
    shares = {pk: share_of(stems(title), titles) for pk, title in other_titles(draft)}
    near = [pk for pk, share in shares.items() if share >= ALIKE / 2]
    near.sort(key=lambda pk: -shares[pk])
    found = (compared(other, shares[other.pk], draft) for other in rows_of(near[:LOOKED_AT]))
    close = sorted((one for one in found if is_close(one)), key=lambda one: (-one.share, one.practice.pk))
    best = {one.practice.translation_key: one for one in reversed(close)}
    return sorted(best.values(), key=close.index)[:SHOWN]


def titles_of(practice: GoodPracticePage) -> Iterable[str]:
    """Return the titles of both versions, as they stand online."""
    versions = GoodPracticePage.objects.filter(translation_key=practice.translation_key)
    return versions.values_list("title", flat=True)


def other_titles(draft: GoodPracticePage) -> Iterable[tuple[int, str]]:
    """Return number and latest title of all other practices, from the lean rows of pages: 100,000 take a second."""
    kind = ContentType.objects.get_for_model(GoodPracticePage)
    pages = Page.objects.filter(content_type=kind).exclude(translation_key=draft.translation_key)
    return pages.values_list("pk", "draft_title").iterator(10_000)


def share_of(theirs: frozenset[str], titles: list[frozenset[str]]) -> float:
    """Return the share of common words, for the title that has most in common."""
    return max((len(theirs & own) / len(theirs | own) for own in titles), default=0.0)


def rows_of(numbers: list[int]) -> Iterable[Any]:
    """Return practices with the number of the version that their author wrote."""
    originals = GoodPracticePage.objects.originals().filter(translation_key=OuterRef("translation_key"))
    found = GoodPracticePage.objects.filter(pk__in=numbers).select_related("locale")
    return found.annotate(original_pk=Subquery(originals.values("pk")[:1]))


def compared(other: Any, share: float, draft: Any) -> Similar:
    """Hold another practice against the body and the place of this one."""
    same_body = draft.lead_organisation_id is not None and draft.lead_organisation_id == other.lead_organisation_id
    same_place = draft.place_id is not None and draft.place_id == other.place_id
    return Similar(other, share, same_body, same_place, other.original_pk)


def is_close(one: Similar) -> bool:
    """Say whether somebody should look at it."""
    return one.share >= (ALIKE / 2 if one.same_body and one.same_place else ALIKE)
