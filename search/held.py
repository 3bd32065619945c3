"""Which texts hold a lexeme, remembered until the index changes: people ask for the same words."""

from collections.abc import Iterable

from caching.memory import Memory
from search import sets
from search.engines.database import LEXEMES, index
from search.shelf import Shelf

ROOM = 8_000_000
"""Bytes of sets that a process remembers: some hundred words among 100,000 texts."""


def places(lexemes: Iterable[str], shelf: Shelf) -> dict[str, int]:
    """Return the sets of the texts that hold each lexeme."""
    found = {lexeme: _remembered.get((shelf.moment, lexeme)) for lexeme in sorted(set(lexemes))}
    missing = [lexeme for lexeme, texts in found.items() if texts is None]
    for lexeme, texts in read(missing, shelf.size).items():
        found[lexeme] = texts
        _remembered.put((shelf.moment, lexeme), texts)
    return {lexeme: texts or 0 for lexeme, texts in found.items()}


def read(lexemes: Iterable[str], size: int, table: str = LEXEMES) -> dict[str, int]:
    """Return the same as it stands in a table, for numbers below a size."""
    return {lexeme: sets.of(numbers, size) for lexeme, numbers in index(table).holding(sorted(set(lexemes))).items()}


def forget() -> None:
    """Forget what this process remembers."""
    with _remembered.guard:
        _remembered.kept.clear()


_remembered = Memory(ROOM, lambda places: 100 + places.bit_length() // 8)
