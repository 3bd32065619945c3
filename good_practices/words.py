"""Labels of all controlled words of a language, in one query, kept until a word changes."""

from django.db.models import CharField, F, IntegerField, Value

from caching.memory import values
from language.collation import sort_key
from vocabulary.models import KINDS, Term

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


def place_of(kind: type[Term]) -> F | Value:
    """Return what the words of a kind are sorted by before their titles; countries and places by nothing."""
    return F("order") if "order" in (kind._meta.ordering or ()) else Value(0, output_field=IntegerField())
