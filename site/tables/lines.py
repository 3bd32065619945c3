"""Rows in JSON, one on each line."""

import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from django.utils.translation import gettext as _

from language.numbers import as_typed
from tables.rows import Cell, Row, Unreadable

LONGEST = 1024**2
"""Bytes of a line."""
MOST_TEXTS = 200
"""Texts in one cell."""


def read_lines(file: IO[bytes], known: Callable[[str], bool]) -> Iterator[Row]:
    """Yield the rows of a file with one JSON object on each line."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            raise Unreadable(_("Line %(number)s is too long.") % {"number": number})
        if line.strip():
            yield read_line(decoded(line, number), number, known)


def decoded(line: bytes, number: int) -> str:
    """Return a line as text."""
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(_("This text is not saved as UTF-8. Save it anew with that encoding.")) from error


def read_line(line: str, number: int, known: Callable[[str], bool]) -> Row:
    """Return the row of a line, with what is wrong with it."""
    row = Row(number)
    try:
        pairs = json.loads(line, object_pairs_hook=Pairs, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        pairs = None
    if not isinstance(pairs, Pairs):
        row.blame("", _("This line is not an object in JSON."))
        return row
    for name, value in pairs:
        put(row, name, value, known)
    return row


class Pairs(list[tuple[str, Any]]):
    """The names and values of an object, in order; a name may stand there twice."""


def refuse_constant(name: str) -> Any:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(name)


def put(row: Row, name: str, value: Any, known: Callable[[str], bool]) -> None:
    """Put a value into a row, or note why it does not fit."""
    if not known(name):
        row.blame(name[:60], _("There is no such column. Look at the template."))
    elif name in row.cells:
        row.blame(name, _("This column stands there twice."))
    else:
        row.cells[name] = ""
        texts = value if isinstance(value, list) and not isinstance(value, Pairs) else [value]
        if len(texts) > MOST_TEXTS or not all(one is None or isinstance(one, str | int | float) for one in texts):
            row.blame(name, _("This is neither a text nor a number nor a list of them."))
        else:
            row.cells[name] = as_cell(texts, isinstance(value, list))


def as_cell(values: list[Any], is_list: bool) -> Cell:
    """Return values as texts."""
    texts = [as_text(value) for value in values]
    return texts if is_list else texts[0]


def as_text(value: Any) -> str:
    """Return a value as it would be typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return as_typed(value) if isinstance(value, float) else "" if value is None else str(value)
