"""The lexemes of texts in a GIN index of PostgreSQL, on a table that is narrow: its lexemes stand outside the row."""

import json
from collections.abc import Collection, Iterable, Mapping

from django.db import connection

WRITE = (
    "INSERT INTO {table} (id, lexemes) VALUES (%s, array_to_tsvector(string_to_array(%s, ' '))) "
    "ON CONFLICT (id) DO UPDATE SET lexemes = excluded.lexemes WHERE {table}.lexemes <> excluded.lexemes"
)
CLEAR = "DELETE FROM {table}"
DELETE, ALL = "DELETE FROM {table} WHERE id = ANY(%s)", "SELECT id FROM {table}"
KEPT = "SELECT id, tsvector_to_array(lexemes) FROM {table} WHERE id = ANY(%s)"
# With its place, as PostgreSQL may ask the parts of a UNION ALL side by side, and then answers in any order.
HOLDING = "SELECT {place}, string_agg(id::text, ',') FROM {table} WHERE lexemes @@ %s::tsquery"


class GinIndex:
    """Keeps the lexemes of texts, in a table."""

    def __init__(self, table: str) -> None:
        self.table = table

    def write(self, rows: Mapping[int, str]) -> None:
        """Keep the lexemes of texts by number; none: forget the text."""
        gone = [number for number, lexemes in rows.items() if not lexemes]
        kept = [(number, lexemes) for number, lexemes in rows.items() if lexemes]
        with connection.cursor() as cursor:
            if gone:
                cursor.execute(DELETE.format(table=self.table), [gone])
            if kept:
                cursor.executemany(WRITE.format(table=self.table), kept)

    def clear(self) -> None:
        """Forget all texts."""
        with connection.cursor() as cursor:
            cursor.execute(CLEAR.format(table=self.table))

    def holding(self, lexemes: Iterable[str]) -> dict[str, list[int]]:
        """Return the numbers of the texts that hold each lexeme, in one query."""
        wanted = list(lexemes)
        if not wanted:
            return {}
        with connection.cursor() as cursor:
            asked = " UNION ALL ".join(HOLDING.format(place=place, table=self.table) for place in range(len(wanted)))
            cursor.execute(asked, [quoted(lexeme) for lexeme in wanted])
            rows = cursor.fetchall()
        # Read as JSON, which takes half the time of reading number by number.
        return {wanted[place]: json.loads(f"[{numbers or ''}]") for place, numbers in rows}

    def kept(self, numbers: Collection[int]) -> dict[int, set[str]]:
        """Return the lexemes of texts as they are kept."""
        with connection.cursor() as cursor:
            cursor.execute(KEPT.format(table=self.table), [list(numbers)])
            return {number: set(lexemes) for number, lexemes in cursor.fetchall()}

    def numbers(self) -> set[int]:
        """Return the numbers of all texts that are kept."""
        with connection.cursor() as cursor:
            cursor.execute(ALL.format(table=self.table))
            return {number for (number,) in cursor.fetchall()}


def quoted(lexeme: str) -> str:
    """Return a query for one lexeme as PostgreSQL reads it."""
    return "'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''"))
