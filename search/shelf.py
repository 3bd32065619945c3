"""What stands in the index, in memory: who may find which text, and which filters it carries, as sets of numbers.

A process reads only what was written since it looked last; so a hundred thousand texts are read once.
"""

import threading
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.db import connection

from search import sets

READ = """SELECT id, kind, language, audience, facets, date, number
FROM search_text WHERE sequence > %s AND sequence <= %s"""
MOMENT = "SELECT sequence, mark, texts FROM search_state"
PIECE = 2_000
"""Rows in memory at a time."""
UNDATED, MICROSECONDS = 0, 1_000_000
Moment = tuple[int, int, int]


@dataclass(frozen=True)
class Shelf:
    """All texts at one moment of the index."""

    sequence: int = 0
    mark: int = 0
    texts: int = 0
    """How many texts everybody may find."""
    size: int = 0
    """Above the highest number of a text."""
    audiences: dict[str, int] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    """Filter, as `theme:housing`, `kind:person` or `language:el` → texts."""
    dates: "array[int]" = field(default_factory=lambda: array("q"))
    """Microseconds of each text."""
    rows: "array[int]" = field(default_factory=lambda: array("q"))
    """Of each text, the number of the row that it was read from."""

    @property
    def moment(self) -> Moment:
        """Return the moment of the index that it shows."""
        return self.sequence, self.mark, self.texts

    def visible(self, audiences: Iterable[str]) -> int:
        """Return the texts that people of some audiences may find."""
        found = 0
        for audience in audiences:
            found |= self.audiences.get(audience, 0)
        return found

    @cached_property
    def newest(self) -> "array[int]":
        """Return the even numbers of all things, the newest first."""
        latest = array("q", map(max, self.dates[::2], self.dates[1::2]))
        # Backwards, as what is equal keeps its order.
        things = sorted(range(len(latest) - 1, -1, -1), key=latest.__getitem__, reverse=True)
        return array("q", (2 * thing for thing in things))

    def age(self, number: int) -> tuple[int, int]:
        """Return what is greater the newer a thing is: the later date of its texts, then its number."""
        return max(self.dates[number & ~1 : (number | 1) + 1], default=UNDATED), number

    @cached_property
    def by_facet(self) -> dict[str, dict[str, int]]:
        """Return the filters by name and code."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for filter_, places in self.codes.items():
            name, _colon, code = filter_.partition(":")
            found[name][code] = places
        return found


def current() -> Shelf:
    """Return the shelf as the index stands, in one query where nothing was written."""
    global _kept
    if _kept.moment == moment():
        return _kept
    with _guard:
        # Asked again: another thread may have brought it up meanwhile.
        now = moment()
        if _kept.moment != now:
            _kept = brought_up(_kept if _kept.sequence < now[0] else Shelf(), *now)
        return _kept


def moment() -> Moment:
    """Return sequence, mark and number of texts of the index as it stands."""
    with connection.cursor() as cursor:
        # Asked by every search, several times: the ORM takes five times as long to put the question.
        cursor.execute(MOMENT)
        return cursor.fetchone() or (0, 0, 0)


def brought_up(shelf: Shelf, sequence: int, mark: int, texts: int) -> Shelf:
    """Return the shelf with what was written since."""
    numbers, audiences, codes = array("q"), Marks(lambda one: [one[0]]), Marks(codes_of)
    dates, rows = shelf.dates[:], shelf.rows[:]
    for number, kind, language, audience, facets, date, row in written(shelf.sequence, sequence):
        numbers.append(number)
        room = [UNDATED] * (number // 2 * 2 + 2 - len(dates))
        dates.extend(room)
        rows.extend(room)
        rows[number] = row
        dates[number] = microseconds(date) if date else UNDATED
        if audience:
            audiences.add(number, (audience,))
            codes.add(number, (kind, language, facets, date.year if date else None))
    size = len(dates)
    kept = ~sets.of(numbers, size)
    known = joined(shelf.audiences, kept, audiences.lists, size), joined(shelf.codes, kept, codes.lists, size)
    return Shelf(sequence, mark, texts, size, *known, dates, rows)


def written(after: int, last: int) -> Iterator[tuple[Any, ...]]:
    """Yield what was written behind a sequence number up to another; only a piece of it is in memory as rows."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [after, last])
        while rows := cursor.fetchmany(PIECE):
            yield from rows


def microseconds(date: datetime) -> int:
    """Return when a date was; SQLite tells it without its zone."""
    return int((date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp() * MICROSECONDS)


class Marks:
    """The numbers of texts by what marks them; texts that are described alike are marked alike, so it is asked once."""

    def __init__(self, marks: Callable[[Any], Iterable[str]]) -> None:
        self.marks = marks
        self.lists: dict[str, array[int]] = defaultdict(lambda: array("q"))
        self.known: dict[Any, list[array[int]]] = {}

    def add(self, number: int, described: Any) -> None:
        """Add a text that is described so."""
        if described not in self.known:
            self.known[described] = [self.lists[mark] for mark in self.marks(described)]
        for numbers in self.known[described]:
            numbers.append(number)


def codes_of(described: tuple[str, str, str, int | None]) -> list[str]:
    """Return the filters of texts of a kind, language, codes and year."""
    kind, language, facets, year = described
    return [f"kind:{kind}", f"language:{language}", *([f"year:{year}"] if year else []), *facets.split()]


def joined(before: dict[str, int], kept: int, fresh: Mapping[str, Collection[int]], size: int) -> dict[str, int]:
    """Return sets without what was written anew, and with what that says."""
    found = {name: places & kept for name, places in before.items()}
    for name, numbers in fresh.items():
        found[name] = found.get(name, 0) | sets.of(numbers, size)
    return {name: places for name, places in found.items() if places}


def forget() -> None:
    """Forget the shelf of this process."""
    global _kept
    _kept = Shelf()


_kept = Shelf()
_guard = threading.Lock()
