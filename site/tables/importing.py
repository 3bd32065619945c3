"""Brings a file in: every row is looked at before the first is written, and one faulty row keeps the whole file out."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.db import transaction
from django.utils.translation import gettext as _

from tables.kinds import Importer, Kind, Outcome, Way
from tables.reading import read
from tables.rows import Fault, Row

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


def check(kind: Kind, importer: Importer, file: IO[bytes], name: str) -> Iterator[tuple[Row, Any]]:
    """Yield every row with the item it describes; the row holds what is wrong with it."""
    seen: dict[Any, int] = {}
    for row in read(file, name, kind.knows):
        item = importer.check(row)
        key = getattr(item, "key", None)
        if key is not None and key in seen:
            row.blame("external_id", _("Row %(row)s has the same number already.") % {"row": seen[key]})
        seen.setdefault(key, row.number)
        yield row, item


def look(kind: Kind, way: Way, file: IO[bytes], name: str, seen: Callable[[], None] = lambda: None) -> Report:
    """Return what is wrong with a file; nothing is written."""
    report = Report()
    for row, _item in check(kind, kind.importer(way), file, name):
        report.rows += 1
        report.faults += row.faults
        seen()
        if len(report.faults) >= MOST_FAULTS:
            break
    return report


@transaction.atomic
def bring_in(kind: Kind, way: Way, file: IO[bytes], name: str, written: Callable[[], None] = lambda: None) -> Report:
    """Write all rows of a file that was looked at, or none of them."""
    report, importer = Report(), kind.importer(way)
    for row, item in check(kind, importer, file, name):
        report.rows += 1
        if row.faults:
            # Something changed since the file was looked at.
            report.faults += row.faults
            transaction.set_rollback(True)
            break
        report.outcomes[importer.write(item)] += 1
        written()
    return report
