"""Rows in a workbook of Excel or LibreOffice (XLSX)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from language.numbers import as_typed
from tables.headings import headings
from tables.rows import Row, Unreadable

MOST_UNPACKED = 512 * 1024**2
MOST_PARTS = 2000
MOST_GAPS = 1000
"""Empty rows in a row: what comes after them belongs to no table."""


def read_sheet(file: IO[bytes], known: Callable[[str], bool]) -> Iterator[Row]:
    """Yield the rows of the sheet that holds the table."""
    refuse_bombs(file)
    try:
        book = load_workbook(file, read_only=True, keep_links=False)
    except Exception as error:
        raise broken() from error
    try:
        yield from rows_of(table_of(book, known), known)
    except Unreadable:
        raise
    except Exception as error:
        # openpyxl raises whatever its parser stumbles over.
        raise broken() from error
    finally:
        book.close()


def broken() -> Unreadable:
    """Return the refusal of a file that is no workbook."""
    return Unreadable(_("This is not a whole workbook (XLSX). Save it anew and try again."))


def refuse_bombs(file: IO[bytes]) -> None:
    """Refuse a workbook that is locked, or that would fill the memory."""
    try:
        with ZipFile(file) as package:
            parts = package.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise broken() from error
    finally:
        file.seek(0)
    if any(part.flag_bits & 1 for part in parts):
        raise broken()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        limit = {"limit": MOST_UNPACKED // 1024**2}
        raise Unreadable(_("Unpacked, the file is larger than %(limit)s MB. Make it smaller.") % limit)


def table_of(book: Any, known: Callable[[str], bool]) -> Any:
    """Return the sheet whose first row names columns; the first sheet when none does."""
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        first = next(sheet.iter_rows(max_row=1, values_only=True), ())
        if any(isinstance(cell, str) and known(cell.strip()) for cell in first):
            return sheet
    if not book.worksheets:
        raise broken()
    return book.worksheets[0]


def rows_of(sheet: Any, known: Callable[[str], bool]) -> Iterator[Row]:
    """Yield the rows below the names of columns."""
    lines = sheet.iter_rows()
    names = headings([cell.value for cell in next(lines, ())], known)
    gaps = 0
    for number, cells in enumerate(lines, start=2):
        row = row_of(number, names, cells)
        gaps = gaps + 1 if row.is_empty else 0
        if gaps > MOST_GAPS:
            return
        yield row


def row_of(number: int, names: Sequence[str], cells: Sequence[Any]) -> Row:
    """Return one row, with what is wrong with it."""
    row = Row(number, dict.fromkeys(names, ""))
    for name, cell in zip(names, cells, strict=False):
        if cell.data_type == "f":
            row.blame(name, _("This cell holds a formula. Type its value instead."))
        elif cell.data_type == "e":
            row.blame(name, _("This cell holds an error of the spreadsheet."))
        else:
            row.cells[name] = as_text(cell.value)
    if any(cell.value not in {None, ""} for cell in cells[len(names) :]):
        row.blame("", _("The row has more cells than there are columns."))
    return row


def as_text(value: Any) -> str:
    """Return what stands in a cell as it would be typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return as_typed(value) if isinstance(value, float) else "" if value is None else str(value)
