"""Reads the rows of a file, whichever of the formats it has; what cannot be a table is refused in a sentence."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext as _

from tables.delimited import read_csv
from tables.kinds import Reader
from tables.lines import read_lines
from tables.rows import Row, Unreadable
from tables.sheets import read_sheet

MOST_ROWS = 200_000
MOST_BYTES = 1024**3
READERS: dict[str, Reader] = {
    ".jsonl": read_lines,
    ".csv": read_csv,
    ".xlsx": read_sheet,
}


def read(
    file: IO[bytes], name: str, known: Callable[[str], bool], more: Mapping[str, Reader] | None = None
) -> Iterator[Row]:
    """Yield the rows of a file that are not empty; `known` says which columns there may be, `more` its own formats."""
    readers = {**READERS, **(more or {})}
    reader = readers.get(PurePath(name).suffix.lower())
    if reader is None:
        kinds = {"kinds": ", ".join(readers)}
        raise Unreadable(_("The name of the file must end in one of these: %(kinds)s.") % kinds)
    refuse_huge(file)
    for count, row in enumerate(reader(file, known), start=1):
        if count > MOST_ROWS:
            raise Unreadable(_("The file has more than %(most)s rows. Split it.") % {"most": MOST_ROWS})
        if not row.is_empty:
            yield row


def refuse_huge(file: IO[bytes]) -> None:
    """Refuse a file that is empty or larger than any library."""
    size = file.seek(0, 2)
    file.seek(0)
    if not size:
        raise Unreadable(_("The file is empty."))
    if size > MOST_BYTES:
        raise Unreadable(_("The file is larger than %(most)s MB. Split it.") % {"most": MOST_BYTES // 1024**2})
