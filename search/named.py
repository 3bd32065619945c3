"""Controlled words as sources: where one gets another name, what holds it is read anew."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db.models import QuerySet

from search.kinds import Source
from vocabulary.models import Place, Term


def source_of_word(kind: type[Term], rows: QuerySet[Any], way: str) -> Source:
    """Return the table of a kind of word as a source of rows; a way as `place__country` leads from them to the word."""
    columns = ("code", "title", *(("country_id",) if kind is Place else ()))
    return Source(kind._meta.db_table, "id", partial(holding, kind, rows, way), columns, hides=False)


def holding(kind: type[Term], rows: QuerySet[Any], way: str, numbers: Collection[int]) -> Iterable[int]:
    """Return the rows that hold some words; rows point at the Greek one, and its twin may be what has changed."""
    keys = kind.objects.filter(pk__in=numbers).values("translation_key")
    return set(rows.filter(**{f"{way}__translation_key__in": keys}).values_list("pk", flat=True))
