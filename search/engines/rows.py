"""Writes many rows by one statement, as each database takes them in the shortest time.

psycopg writes lists value by value, which takes as long as PostgreSQL needs to keep them; so of many rows each column
goes there as one text, its values parted by a sign that no text has.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import psycopg
from django.db import connection

TEXT = "text"
SELECTED = "SELECT {told} FROM unnest({arrays}) AS given ({names})"
FEW = 10
"""Rows that PostgreSQL takes faster value by value."""
SIGN = "\x1e"
"""Parts records (ASCII); in a text it is a space."""


def put(statement: str, types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows by a statement that has `{rows}` in it, by columns and their types in PostgreSQL; no text is None."""
    given = list(rows)
    if connection.vendor == "postgresql" and len(given) > FEW:
        send(statement.format(rows=selected(types)), list(map(joined, types.values(), zip(*given, strict=True))))
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(statement.format(rows=f"VALUES ({', '.join(['%s'] * len(types))})"), given)
        elif given:
            cursor.execute(statement.format(rows=listed(types, len(given))), list(chain(*given)))


def send(statement: str, columns: list[str]) -> None:
    """Have PostgreSQL take columns as they are: Django would quote them into the statement, a tenth of a rebuild."""
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement.encode(), columns)


def listed(types: Mapping[str, str], number: int) -> str:
    """Return what gives so many rows."""
    row = ", ".join(f"%s::{kind}" for kind in types.values())
    return f"VALUES {', '.join([f'({row})'] * number)}"


def selected(types: Mapping[str, str]) -> str:
    """Return what selects the rows of columns that are joined."""
    # A text that is empty and alone in its column makes no array.
    told = (f"coalesce({name}, '') AS {name}" if kind == TEXT else name for name, kind in types.items())
    arrays = (array(kind) for kind in types.values())
    return SELECTED.format(told=", ".join(told), arrays=", ".join(arrays), names=", ".join(types))


def array(kind: str) -> str:
    """Return what parts a column; of what is no text, an empty value is none."""
    nothing = "NULL" if kind == TEXT else "''"
    return f"string_to_array(%s, E'\\x1e', {nothing})::{kind}[]"


def joined(kind: str, column: Sequence[Any]) -> str:
    """Return the values of a column as one text."""
    if kind != TEXT:
        return SIGN.join("" if value is None else str(value) for value in column)
    text = SIGN.join(column)
    # Where a text has the sign, which hardly any does.
    return text if text.count(SIGN) < len(column) else SIGN.join(value.replace(SIGN, " ") for value in column)
