"""Which texts hold which lexemes, as the database of the site keeps it: in FTS5 or in a GIN index.

A *lexeme* is a stem with the mark of its tier in the text (`search.lexemes`). The engine ranks nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from django.db import connection

from search.engines.postgresql import GinIndex
from search.engines.sqlite import Fts5Index


class Index(Protocol):
    """Keeps the lexemes of texts."""

    def write(self, rows: Mapping[int, str]) -> None:
        """Keep the lexemes of texts, spaces between them, in place of those that they had; none: forget the text."""

    def clear(self) -> None:
        """Forget all texts."""

    def holding(self, lexemes: Iterable[str]) -> Mapping[str, Sequence[int]]:
        """Return the numbers of the texts that hold each lexeme."""

    def kept(self, numbers: Collection[int]) -> dict[int, set[str]]:
        """Return the lexemes of texts as they are kept."""

    def numbers(self) -> set[int]:
        """Return the numbers of all texts that are kept."""


LEXEMES, DESK = "search_lexemes", "search_desk_lexemes"
"""The tables: of what can be found on the site, and of what editors find in the admin."""


def index(table: str = LEXEMES) -> Index:
    """Return the index of the site's own database."""
    return GinIndex(table) if connection.vendor == "postgresql" else Fts5Index(table)
