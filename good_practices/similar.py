"""Practices that may be the same as another one: the words of their titles, their body and their place tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Subquery, When

from good_practices.models import GoodPracticePage
from language.folding import fold

SHORTEST, STEM = 4, 6
"""Letters of a word that says something; letters that its forms have in common."""
ALIKE = 0.5
"""Share of common words that makes two titles alike; half of it is enough when body and place are the same too."""
LOOKED_AT, SHOWN = 300, 5


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
    titles = [stems(draft.title), *map(stems, titles_of(draft))]
    words = frozenset().union(*titles)
    if not words:
        return []
    found = [compared(other, titles, draft) for other in candidates(draft, words)]
    close = sorted((one for one in found if is_close(one)), key=lambda one: -one.share)
    return list({one.practice.translation_key: one for one in reversed(close)}.values())[::-1][:SHOWN]


def titles_of(practice: GoodPracticePage) -> Iterable[str]:
    """Return the titles of both versions, as they stand online."""
    versions = GoodPracticePage.objects.filter(translation_key=practice.translation_key)
    return versions.values_list("title", flat=True)


def candidates(practice: GoodPracticePage, words: frozenset[str]) -> list[Any]:
    """Return versions of other practices: online ones that hold the words, and the newest that were never online."""
    others = GoodPracticePage.objects.exclude(translation_key=practice.translation_key)
    originals = GoodPracticePage.objects.originals().filter(translation_key=OuterRef("translation_key"))
    rows = others.annotate(original_pk=Subquery(originals.values("pk")[:1])).select_related("locale")
    online = rows.live().annotate(hits=hits_of(words)).filter(hits__gte=1).order_by("-hits", "-pk")
    return [*online[:LOOKED_AT], *rows.filter(live=False).order_by("-pk")[:LOOKED_AT]]


def hits_of(words: frozenset[str]) -> Any:
    """Return how many of the words a practice holds."""
    return reduce(
        add,
        (Case(When(words__contains=word, then=1), default=0, output_field=IntegerField()) for word in sorted(words)),
    )


def compared(other: Any, titles: list[frozenset[str]], draft: Any) -> Similar:
    """Hold another practice against the titles, the body and the place of this one."""
    theirs = stems(other.draft_title or other.title)
    share = max(len(theirs & own) / len(theirs | own) if own and theirs else 0.0 for own in titles)
    same_body = draft.lead_organisation_id is not None and draft.lead_organisation_id == other.lead_organisation_id
    same_place = draft.place_id is not None and draft.place_id == other.place_id
    return Similar(other, share, same_body, same_place, other.original_pk)


def is_close(one: Similar) -> bool:
    """Say whether somebody should look at it."""
    return one.share >= (ALIKE / 2 if one.same_body and one.same_place else ALIKE)
