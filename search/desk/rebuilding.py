"""Reads the objects of the admin anew, piece by piece: those that have not passed the analysis of today."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import transaction
from wagtail.models import Page
from wagtail.search.index import get_indexed_models

from language.chain import Read
from search.desk import entries
from search.engines.database import DESK, index
from search.lexemes import VERSION
from search.models import DeskEntry, DeskWord
from search.writing import change_counts

PIECE = 500
"""Objects that are read in one go."""
ROWS = 10_000


def step() -> bool:
    """Read the next objects that were not read with the analysis of today; say if there were any."""
    oldest = DeskEntry.objects.order_by("version").values_list("version", flat=True).first()
    if oldest is None:
        note_all()
    if oldest == VERSION:
        return False
    old = DeskEntry.objects.filter(version__lt=VERSION).order_by("version", "pk")
    keys = set(old.values_list("kind", "number")[:PIECE])
    for kind in sorted({kind for kind, _number in keys}):
        numbers = {number for one, number in keys if one == kind}
        objects = objects_of(kind, numbers)
        entries.keep(objects)
        entries.forget_entries({(kind, number) for number in numbers - {one.pk for one in objects}})
    return bool(keys)


def objects_of(kind: str, numbers: Iterable[int]) -> list[Any]:
    """Return objects by their numbers, each as what it is."""
    model = apps.get_model(kind)
    if model is Page:
        return list(Page.objects.filter(pk__in=numbers).specific())
    return list(model._default_manager.filter(pk__in=numbers))


def roots() -> dict[str, Any]:
    """Return the models whose numbers entries have, by what entries call them."""
    return {kind: apps.get_model(kind) for kind in sorted({entries.kind_of(model) for model in get_indexed_models()})}


def note_all() -> None:
    """Note every object to be read anew; until then it is found by what it said before."""
    DeskEntry.objects.update(version=0)
    note_missing()


def note_missing(now: object = None) -> None:
    """Note the objects that have no entry: those from before there were entries, and what nobody handed over."""
    for kind, model in roots().items():
        known = DeskEntry.objects.filter(kind=kind).values("number")
        missing = model._default_manager.exclude(pk__in=known).order_by("pk").values_list("pk", flat=True)
        rows = (DeskEntry(kind=kind, number=number, version=0) for number in missing.iterator(ROWS))
        DeskEntry.objects.bulk_create(rows, batch_size=ROWS, ignore_conflicts=True)


def finish() -> None:
    """Forget entries whose objects are gone, read what nobody handed over, and count all words anew."""
    for kind, model in roots().items():
        gone = DeskEntry.objects.filter(kind=kind).exclude(number__in=model._default_manager.values("pk"))
        entries.forget_entries({(kind, number) for number in gone.values_list("number", flat=True)})
    strays = DeskEntry.objects.exclude(kind__in=roots())
    entries.forget_entries(set(strays.values_list("kind", "number")))
    while step():
        pass
    count_anew()


@transaction.atomic
def count_anew() -> None:
    """Count every word from what the entries say."""
    change: Counter[str] = Counter()
    known: dict[str, Read] = {}
    for title, more in DeskEntry.objects.values_list("title", "more").iterator(ROWS):
        words = entries.words_of(title, more)
        known |= words
        change.update(words.keys())
    DeskWord.objects.all().delete()
    change_counts([(known[word], number, number) for word, number in sorted(change.items())], DeskWord)


@transaction.atomic
def empty() -> None:
    """Forget everything."""
    index(DESK).clear()
    DeskEntry.objects.all().delete()
    DeskWord.objects.all().delete()
