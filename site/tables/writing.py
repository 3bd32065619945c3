"""Writes rows in the formats that can be read again, and in JSON; piece by piece, so that no library is too large."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tables.delimited import guarded
from tables.kinds import Writer
from tables.rows import Cell

BETWEEN = " | "
"""Stands between several texts in one cell of CSV and XLSX."""
PIECE = 64 * 1024
LONGEST_IN_SHEET = 32_767
"""Characters that a cell of a workbook holds."""
Rows = Iterable[dict[str, Cell]]
Notes = Sequence[Sequence[str]]
TYPES = {
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "tbx": "application/xml; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write(
    kind: str, names: Sequence[str], rows: Rows, notes: Notes = (), *, more: Mapping[str, Writer] | None = None
) -> Iterator[bytes]:
    """Yield the pieces of a file; `notes` are the rows of a sheet that explains the table, `more` names own formats."""
    return (WRITERS | dict(more or {}))[kind](names, rows, notes)


def write_lines(names: Sequence[str], rows: Rows, notes: Notes) -> Iterator[bytes]:
    """Yield one JSON object on each line."""
    for row in rows:
        yield f"{json.dumps(row, ensure_ascii=False)}\n".encode()


def write_json(names: Sequence[str], rows: Rows, notes: Notes) -> Iterator[bytes]:
    """Yield one JSON object with what the notes say, and the rows."""
    about = {note[0]: note[1] for note in notes if len(note) == 2}
    yield f'{{"about": {json.dumps(about, ensure_ascii=False)},\n"rows": ['.encode()
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{json.dumps(row, ensure_ascii=False)}".encode()
    yield b"\n]}\n"


def write_csv(names: Sequence[str], rows: Rows, notes: Notes) -> Iterator[bytes]:
    """Yield CSV as spreadsheets take it: with the mark that tells UTF-8, and no cell that they would calculate."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write("\ufeff")
    writer.writerow(names)
    for row in rows:
        writer.writerow([guarded(as_text(row.get(name, ""))) for name in names])
        if buffer.tell() > PIECE:
            yield taken(buffer)
    yield taken(buffer)


def taken(buffer: io.StringIO) -> bytes:
    """Return what was written so far, and begin anew."""
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()


def write_sheet(names: Sequence[str], rows: Rows, notes: Notes) -> Iterator[bytes]:
    """Yield a workbook: the explanation, then the table; every cell is text, so that nothing is calculated."""
    book = Workbook(write_only=True)
    if notes:
        fill(book.create_sheet(str(_("Read me"))), notes)
    table = ([as_text(row.get(name, "")) for name in names] for row in rows)
    fill(book.create_sheet(str(_("Table"))), (line for part in ([names], table) for line in part))
    with TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def fill(sheet: Any, lines: Iterable[Sequence[str]]) -> None:
    """Write lines of text cells."""
    for line in lines:
        sheet.append([text_cell(sheet, text) for text in line])


def text_cell(sheet: Any, text: str) -> Any:
    """Return a cell that holds text, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_IN_SHEET])
    cell.data_type = "s"
    return cell


def as_text(cell: Cell) -> str:
    """Return a cell as one text."""
    return cell if isinstance(cell, str) else BETWEEN.join(cell)


WRITERS: dict[str, Writer] = {
    "jsonl": write_lines,
    "json": write_json,
    "csv": write_csv,
    "xlsx": write_sheet,
}
