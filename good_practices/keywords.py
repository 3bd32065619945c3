"""Free keywords of practices: six spellings make one, and those in use are offered."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from taggit.models import Tag

from good_practices.models.practice import GoodPracticePage, PracticeTag
from language.collation import sort_key
from language.folding import fold


@dataclass(frozen=True)
class Keyword:
    """A keyword with the language it is in."""

    text: str
    language: str


def stored(practice: GoodPracticePage) -> QuerySet[Any]:
    """Return the keywords of a practice as it is stored, each with its language as `spoken`."""
    own, source = practice.language, practice.source_language
    mine = PracticeTag.objects.filter(content_object=practice.pk)
    kept = When(Exists(of_original(practice).filter(tag=OuterRef("tag"))), then=Value(source))
    language = Value(own) if own == source else Case(kept, default=Value(own))
    return mine.annotate(spoken=Case(When(pk__isnull=False, then=language), output_field=CharField()))


def of_original(practice: GoodPracticePage) -> QuerySet[Any]:
    """Return the keywords that the author chose; a translation that keeps one does not translate it."""
    return PracticeTag.objects.filter(
        content_object__translation_key=practice.translation_key,
        content_object__locale__language_code=practice.source_language,
    )


def of_draft(practice: GoodPracticePage) -> list[Keyword]:
    """Return the keywords of a draft in memory, each with its language."""
    names = sorted(practice.tags.names())
    if not names:
        return []
    kept = () if practice.is_original else of_original(practice).values_list("tag__name", flat=True)
    source, own = practice.source_language, practice.language
    return [Keyword(name, source if name in kept else own) for name in names]


def known(words: list[str]) -> list[str]:
    """Return keywords as they are written already, whatever case and accents they were typed with."""
    if not words:
        return []
    spelt = {fold(name): name for name in Tag.objects.order_by("-pk").values_list("name", flat=True)}
    return list(dict.fromkeys(spelt.get(fold(word), word) for word in {fold(word): word for word in words}.values()))


def in_use(language: str) -> list[str]:
    """Return the keywords of public practices in a language, in the order of the alphabet."""
    # A translation keeps the keywords of its original, so it says nothing of its own language.
    public = GoodPracticePage.objects.public_to_all().originals().filter(locale__language_code=language)
    names = PracticeTag.objects.filter(content_object__in=public).values_list("tag__name", flat=True).distinct()
    return sorted(names, key=sort_key)
