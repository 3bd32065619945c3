"""Which texts wait to be read anew, because the database has noted a change: until then nobody finds them.

While an import or the first rebuild leaves thousands of notes, each search asks for them; so it counts them first, and
works out anew which texts they name only when there are others.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from search import sets
from search.kinds import Kind, Source, kinds
from search.models import Note, Text
from search.shelf import Moment, moment

PIECE = 500
"""Rows whose dependants are asked for in one query."""
ANY = "SELECT 1 FROM search_note LIMIT 1"
Counts = Mapping[str, int]
"""Source → notes."""


def texts() -> int:
    """Return the set of texts whose rows have changed since they were read.

    Notes only become more, except when they are read, which makes another moment of the index. So the same counts at
    the same moment are the same notes, unless a transaction sees its own, which it may still take back.
    """
    global _kept
    if not is_any():
        return 0
    now = moment(), counts()
    if connection.in_atomic_block:
        return named(now[1])
    kept = _kept
    if kept[0] != now:
        # Another thread may write here too: what is returned is one's own.
        _kept = kept = now, named(now[1])
    return kept[1]


def is_any() -> bool:
    """Say whether anything waits."""
    with connection.cursor() as cursor:
        cursor.execute(ANY)
        return cursor.fetchone() is not None


def counts() -> Counts:
    """Return how many notes there are, by source."""
    return dict(Note.objects.values_list("source").annotate(number=Count("pk")).order_by())


def named(found: Counts) -> int:
    """Return the set of the texts of all rows that notes of some sources lead to."""
    numbers = [number for kind in kinds().values() for number in of_kind(kind, found)]
    return sets.of(numbers, max(numbers, default=0) + 1)


def of_kind(kind: Kind, found: Counts) -> Iterator[int]:
    """Yield the texts of a kind that wait and are not found meanwhile."""
    sources = [source for source in kind.sources if source.hides and source.name in found]
    direct = {source.name for source in sources if not source.leads_to}
    if direct:
        yield from of_rows(kind, Note.objects.filter(source__in=direct).values("number"))
    for source in sources:
        if source.leads_to:
            yield from of_dependants(kind, source)


def of_dependants(kind: Kind, source: Source) -> Iterator[int]:
    """Yield the texts of a kind whose rows depend on what is noted for a source."""
    numbers = sorted(Note.objects.filter(source=source.name).values_list("number", flat=True))
    for start in range(0, len(numbers), PIECE):
        assert source.leads_to
        yield from of_rows(kind, set(source.leads_to(numbers[start : start + PIECE])))


def of_rows(kind: Kind, numbers: QuerySet[Note, Any] | set[int]) -> Iterator[int]:
    """Yield the texts of rows of a kind."""
    yield from Text.objects.filter(kind=kind.code, number__in=numbers).values_list("pk", flat=True).iterator()


_kept: tuple[tuple[Moment, Counts], int] = ((0, 0, 0), {}), 0
