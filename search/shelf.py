"""What stands in the index, in memory: who may find which text, and which filters it carries, as sets of numbers.

A process reads only what was written since it looked last; so a hundred thousand texts are read once.
"""

import threading
from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from search import sets
from search.models import State, Text

READ = ("pk", "kind", "language", "audience", "facets", "date", "number")
UNDATED, MICROSECONDS = 0, 1_000_000
Moment = tuple[int, int, int]


@dataclass(frozen=True)
class Shelf:
    """All texts at one moment of the index."""

    sequence: int = 0
    mark: int = 0
    texts: int = 0
    """How many texts somebody may find."""
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
    def newest(self) -> list[int]:
        """Return the even numbers of all things, the newest first."""
        return sorted(range(0, self.size, 2), key=self.age, reverse=True)

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
    return State.objects.values_list("sequence", "mark", "texts").first() or (0, 0, 0)


def brought_up(shelf: Shelf, sequence: int, mark: int, texts: int) -> Shelf:
    """Return the shelf with what was written since."""
    rows = list(Text.objects.filter(sequence__gt=shelf.sequence, sequence__lte=sequence).values_list(*READ))
    size = max(shelf.size, max((row[0] for row in rows), default=-1) // 2 * 2 + 2)
    kept = ~sets.of([row[0] for row in rows], size)
    audiences, codes = marks(rows)
    room = array("q", [UNDATED]) * (size - shelf.size)
    dates, numbers = shelf.dates + room, shelf.rows + room
    for number, _kind, _language, _audience, _facets, date, row in rows:
        dates[number] = int(date.timestamp() * MICROSECONDS) if date else UNDATED
        numbers[number] = row
    known = joined(shelf.audiences, kept, audiences, size), joined(shelf.codes, kept, codes, size)
    return Shelf(sequence, mark, texts, size, *known, dates, numbers)


def marks(rows: list[tuple[Any, ...]]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """Return the numbers of rows by audience and by filter."""
    audiences: dict[str, list[int]] = defaultdict(list)
    codes: dict[str, list[int]] = defaultdict(list)
    for number, kind, language, audience, facets, date, _row in rows:
        if audience:
            audiences[audience].append(number)
            year = [f"year:{date.year}"] if date else []
            for code in (f"kind:{kind}", f"language:{language}", *year, *facets.split()):
                codes[code].append(number)
    return audiences, codes


def joined(before: dict[str, int], kept: int, fresh: dict[str, list[int]], size: int) -> dict[str, int]:
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
