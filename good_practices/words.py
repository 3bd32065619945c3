"""Labels of all controlled words of a language, in one query."""

from django.db.models import CharField, Value
from language.collation import sort_key
from vocabulary.models import KINDS

Labels = dict[str, dict[str, str]]
"""Kind of word → code → label, in the editors' order."""


def labels(language: str) -> Labels:
    """Return the labels of every kind in one language."""
    found: Labels = {str(kind._meta.model_name): {} for kind in KINDS}
    first, *others = (
        kind.objects.in_language(language)
        .order_by()
        .values_list(Value(kind._meta.model_name, output_field=CharField()), "order", "title", "code")
        for kind in KINDS
    )
    rows = sorted(first.union(*others, all=True), key=lambda row: (row[1], sort_key(row[2])))
    for kind, _order, title, code in rows:
        found[kind][code] = title
    return found
