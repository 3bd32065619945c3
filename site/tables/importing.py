"""Brings a file in: every row is looked at before the first is written, and one faulty row keeps the whole file out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from tables.kinds import Kind, Outcome, Way
from tables.reading import read
from tables.rows import Fault, Row

STEP = 100
"""Rows that are written together."""
MOST_FAULTS = 1000
"""Faults that are told; whoever has more mends those first."""


@dataclass
class Report:
    """What a file holds, or what became of it."""

    rows: int = 0
    faults: list[Fault] = field(default_factory=list)
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    @property
    def is_sound(self) -> bool:
        """Say whether every row fits."""
        return not self.faults


def survey(rows: Iterable[Row], way: Way) -> tuple[int, list[Fault]]:
    """Return how many rows there are, and a fault for each that says the same number as one before it."""
    seen: dict[Any, int] = {}
    faults, total = [], 0
    for total, row in enumerate(rows, start=1):  # noqa: B007 - the last number is the answer
        key = key_of(row, way)
        if key in seen:
            reason = _("Row %(row)s has the same number already.") % {"row": seen[key]}
            faults.append(Fault(row.number, "external_id" if row.cells.get("external_id") else "code", reason))
        elif key:
            seen[key] = row.number
    return total, faults[:MOST_FAULTS]


def key_of(row: Row, way: Way) -> Any:
    """Return what a file may hold only once: number and source, or a code; nothing when a row has neither."""
    number, source, code = (str(row.cells.get(name, "")).strip() for name in ("external_id", "source", "code"))
    return (source or way.source, number) if number else code.lower()


def look(kind: Kind, way: Way, file: IO[bytes], name: str, told: Callable[[int, int], None]) -> Report:
    """Return what is wrong with a file; nothing is written. `told` hears the number of rows, done and in all."""
    total, doubles = survey(read(file, name, kind.knows, kind.readers), way)
    report, importer = Report(faults=doubles), kind.importer(way)
    for row in read(file, name, kind.knows, kind.readers):
        importer.check(row)
        report.rows += 1
        report.faults += row.faults
        told(report.rows, total)
        if len(report.faults) >= MOST_FAULTS:
            break
    report.faults.sort(key=lambda fault: fault.row)
    return report


@transaction.atomic
def bring_in(
    kind: Kind, way: Way, file: IO[bytes], name: str, written: Callable[[int], None] = lambda _rows: None
) -> Report:
    """Write all rows of a file that was looked at, or none of them. `written` hears how many rows each step wrote."""
    report, importer = Report(), kind.importer(way)
    for rows in batched(read(file, name, kind.knows, kind.readers), STEP):
        items = [importer.check(row) for row in rows]
        report.rows += len(rows)
        report.faults += [fault for row in rows for fault in row.faults]
        if report.faults:
            # Something changed since the file was looked at.
            transaction.set_rollback(True)
            break
        report.outcomes.update(importer.write(items))
        written(len(rows))
    return report


def batched(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield rows in lists of a size; `itertools.batched` came with Python 3.12."""
    left = iter(rows)
    while some := list(islice(left, size)):
        yield some
