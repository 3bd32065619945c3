"""One row of a file, and what is wrong with it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

Cell = str | list[str]
"""What stands in a cell: text, or several texts; an empty cell is an empty text."""


@dataclass(frozen=True)
class Fault:
    """Something that keeps a row out; `column` is empty when the whole row is meant."""

    row: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = _("Row %(row)s") % {"row": self.row}
        return f"{where}, {self.column}: {self.reason}" if self.column else f"{where}: {self.reason}"


@dataclass
class Row:
    """A row by its columns; numbered as a spreadsheet or an editor of text numbers it."""

    number: int
    cells: dict[str, Cell] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def blame(self, column: str, reason: Any) -> None:
        """Note what is wrong with a cell."""
        fault = Fault(self.number, column, str(reason))
        if fault not in self.faults:
            self.faults.append(fault)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing stands in the row."""
        return not self.faults and not any(self.cells.values())


class Unreadable(Exception):  # noqa: N818 - reads as what happened
    """A file that cannot be read as a table; the message says why, in the reader's language."""
