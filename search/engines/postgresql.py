"""The lexemes of texts in a GIN index of PostgreSQL, on a table that is narrow: its lexemes stand outside the row."""

import struct
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection

from search.engines.rows import put
from search.engines.sorting import sort_in

WRITE = (
    "INSERT INTO {table} (id, lexemes) SELECT id, array_to_tsvector(string_to_array(words, ' ')) FROM ({{rows}}) "
    "given (id, words) ON CONFLICT (id) DO UPDATE SET lexemes = excluded.lexemes "
    "WHERE {table}.lexemes <> excluded.lexemes"
)
TYPES = {"id": "bigint", "words": "text"}
# What is new waits in a list, which every question reads to its end: a short one. Many texts at once wait together and
# are sorted in behind the last, which takes half the time.
MANY = 100
FEW_WAIT, ALL_WAIT = "SET LOCAL gin_pending_list_limit = '256kB'", "SET LOCAL gin_pending_list_limit = '64MB'"
CLEAR = "DELETE FROM {table}"
DELETE, ALL = "DELETE FROM {table} WHERE id = ANY(%s)", "SELECT id FROM {table}"
KEPT = "SELECT id, tsvector_to_array(lexemes) FROM {table} WHERE id = ANY(%s)"
# Planned once for all lexemes: a UNION of a part for each of eight took twice the time. Numbers are sent as bytes.
HOLDING = (
    "SELECT place, (SELECT string_agg(int8send(id), ''::bytea) FROM {table} WHERE lexemes @@ words::tsquery) "
    "FROM unnest(%s::text[]) WITH ORDINALITY asked (words, place)"
)


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
                cursor.execute(ALL_WAIT if len(kept) >= MANY else FEW_WAIT)
                put(WRITE.format(table=self.table), TYPES, kept)
            if len(kept) >= MANY:
                sort_in(self.table)

    def clear(self) -> None:
        """Forget all texts."""
        # A backup that reads the table would make TRUNCATE wait, and every search behind it.
        with connection.cursor() as cursor:
            cursor.execute(CLEAR.format(table=self.table))

    def holding(self, lexemes: Iterable[str]) -> Mapping[str, Sequence[int]]:
        """Return the numbers of the texts that hold each lexeme, in one query."""
        wanted = list(lexemes)
        if not wanted:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(HOLDING.format(table=self.table), [[quoted(lexeme) for lexeme in wanted]])
            return {wanted[place - 1]: unpacked(sent or b"") for place, sent in cursor.fetchall()}

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


def unpacked(sent: bytes) -> Sequence[int]:
    """Return numbers that were sent in eight bytes each."""
    return struct.unpack(f">{len(sent) // 8}q", sent)
