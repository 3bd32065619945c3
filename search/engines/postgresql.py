"""The lexemes of texts in a GIN index of PostgreSQL, on a table that is narrow: its lexemes stand outside the row."""

import json
from collections.abc import Collection, Iterable, Mapping

from django.db import connection

WRITE = (
    "INSERT INTO search_lexemes (id, lexemes) VALUES (%s, array_to_tsvector(%s)) "
    "ON CONFLICT (id) DO UPDATE SET lexemes = excluded.lexemes WHERE search_lexemes.lexemes <> excluded.lexemes"
)
HOLDING = "SELECT string_agg(id::text, ',') FROM search_lexemes WHERE lexemes @@ %s::tsquery"


class GinIndex:
    """Keeps the lexemes of texts."""

    def write(self, rows: Mapping[int, Collection[str]]) -> None:
        """Keep the lexemes of texts by number; none: forget the text."""
        gone = [number for number, lexemes in rows.items() if not lexemes]
        kept = [(number, list(lexemes)) for number, lexemes in rows.items() if lexemes]
        with connection.cursor() as cursor:
            if gone:
                cursor.execute("DELETE FROM search_lexemes WHERE id = ANY(%s)", [gone])
            if kept:
                cursor.executemany(WRITE, kept)

    def clear(self) -> None:
        """Forget all texts."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_lexemes")

    def holding(self, lexemes: Iterable[str]) -> dict[str, list[int]]:
        """Return the numbers of the texts that hold each lexeme, in one query."""
        wanted = list(lexemes)
        if not wanted:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([HOLDING] * len(wanted)), [quoted(lexeme) for lexeme in wanted])
            rows = [row[0] for row in cursor.fetchall()]
        # Read as JSON, which takes half the time of reading number by number.
        return {lexeme: json.loads(f"[{row or ''}]") for lexeme, row in zip(wanted, rows, strict=True)}

    def kept(self, numbers: Collection[int]) -> dict[int, set[str]]:
        """Return the lexemes of texts as they are kept."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, tsvector_to_array(lexemes) FROM search_lexemes WHERE id = ANY(%s)", [list(numbers)]
            )
            return {number: set(lexemes) for number, lexemes in cursor.fetchall()}

    def numbers(self) -> set[int]:
        """Return the numbers of all texts that are kept."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM search_lexemes")
            return {number for (number,) in cursor.fetchall()}


def quoted(lexeme: str) -> str:
    """Return a query for one lexeme as PostgreSQL reads it."""
    return "'{}'".format(lexeme.replace("\\", "\\\\").replace("'", "''"))
