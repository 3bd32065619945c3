"""Rows in CSV: UTF-8 with or without a mark at the beginning, commas or semicolons between the cells."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import IO

from django.utils.translation import gettext as _

from tables.headings import headings
from tables.rows import Row, Unreadable

LONGEST = 100_000
"""Characters of a cell."""
# What a spreadsheet takes for a formula; an apostrophe before it is ours, or one more is.
RISKY, GUARDED = re.compile(r"'*[=+\-@\t\r]"), re.compile(r"'+[=+\-@\t\r]")


def read_csv(file: IO[bytes], known: Callable[[str], bool]) -> Iterator[Row]:
    """Yield the rows of a CSV file."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    csv.field_size_limit(LONGEST)
    try:
        yield from rows(text, known)
    except UnicodeError as error:
        raise Unreadable(_("This text is not saved as UTF-8. Save it anew with that encoding.")) from error
    except csv.Error as error:
        raise Unreadable(_("This is not a table in CSV: quotation marks or lengths of cells do not fit.")) from error
    finally:
        # The file belongs to the caller.
        text.detach()


def rows(text: io.TextIOWrapper, known: Callable[[str], bool]) -> Iterator[Row]:
    """Yield the rows below the names of columns."""
    first = text.readline(LONGEST)
    text.seek(0)
    lines = csv.reader(text, delimiter=delimiter(first), strict=True)
    names = headings(next(lines, []), known)
    for number, cells in enumerate(lines, start=2):
        row = Row(number, {**dict.fromkeys(names, ""), **dict(zip(names, map(unguarded, cells), strict=False))})
        if any(cells[len(names) :]):
            row.blame("", _("The row has more cells than there are columns."))
        yield row


def delimiter(first: str) -> str:
    """Return what stands between the names of columns."""
    return max(",;\t", key=first.count)


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from calculating."""
    return cell[1:] if GUARDED.match(cell) else cell


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if RISKY.match(cell) else cell
