"""Labels of all controlled words of a language, in one query, and their codes, kept until a word changes."""

from typing import NamedTuple

from django.db.models import CharField, F, IntegerField, Value

from caching.memory import values
from language.collation import sort_key
from vocabulary.models import KINDS, Place, Term

Labels = dict[str, dict[str, str]]
"""Kind of word → code → label, in the editors' order."""


def labels(language: str) -> Labels:
    """Return the labels of every kind in one language; nobody may change them."""
    return values.remember(("labels", language), lambda: read_labels(language), "vocabulary")


def read_labels(language: str) -> Labels:
    """Read the labels of every kind in one language."""
    found: Labels = {str(kind._meta.model_name): {} for kind in KINDS}
    first, *others = (
        kind.objects.in_language(language)
        .order_by()
        .values_list(Value(kind._meta.model_name, output_field=CharField()), place_of(kind), "title", "code")
        for kind in KINDS
    )
    rows = sorted(first.union(*others, all=True), key=lambda row: (row[1], sort_key(row[2])))
    for kind, _order, title, code in rows:
        found[kind][code] = title
    return found


def codes() -> dict[str, dict[int, str]]:
    """Return the codes of the words of every kind by their numbers; nobody may change them."""
    return values.remember(("codes",), read_codes, "vocabulary")


def read_codes() -> dict[str, dict[int, str]]:
    """Read the codes of all words."""
    return {str(kind._meta.model_name): dict(kind.objects.values_list("pk", "code")) for kind in KINDS}


class PlaceCodes(NamedTuple):
    """The codes of a place and of its country."""

    code: str
    country: str


def codes_of_places() -> dict[int, PlaceCodes]:
    """Return the codes of every place by its number; nobody may change them."""
    return values.remember(("codes of places",), read_places, "vocabulary")


def read_places() -> dict[int, PlaceCodes]:
    """Read the codes of places."""
    rows = Place.objects.values_list("pk", "code", "country__code")
    return {number: PlaceCodes(place, country) for number, place, country in rows}


def place_of(kind: type[Term]) -> F | Value:
    """Return what the words of a kind are sorted by before their titles; countries and places by nothing."""
    return F("order") if "order" in (kind._meta.ordering or ()) else Value(0, output_field=IntegerField())
