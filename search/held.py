"""Which texts hold a stem, remembered until the index changes: people ask for the same words."""

from collections.abc import Iterable, Mapping

from caching.memory import Memory
from search import sets
from search.engines.database import LEXEMES, index
from search.lexemes import levels
from search.shelf import Shelf

ROOM = 8_000_000
"""Bytes of sets that a process remembers: some hundred words among 100,000 texts."""


def places(stems: Iterable[str], shelf: Shelf, least: int = 0) -> dict[str, int]:
    """Return by lexeme, from a tier on, the sets of the texts in which each stem has that tier at least."""
    wanted = sorted(set(stems))
    found = {lexeme: _remembered.get((shelf.moment, lexeme)) for stem in wanted for lexeme in levels(stem, least)}
    missing = [lexeme for lexeme, texts in found.items() if texts is None]
    for lexeme, texts in holding(missing, shelf.size).items():
        found[lexeme] = texts
        _remembered.put((shelf.moment, lexeme), texts)
    return at_least(wanted, found, least)


def read(stems: Iterable[str], size: int, table: str = LEXEMES) -> dict[str, int]:
    """Return the same from all tiers as it stands in a table, for numbers below a size."""
    wanted = sorted(set(stems))
    return at_least(wanted, holding([lexeme for stem in wanted for lexeme in levels(stem)], size, table))


def holding(lexemes: Iterable[str], size: int, table: str = LEXEMES) -> dict[str, int]:
    """Return the sets of the texts that hold each lexeme."""
    return {lexeme: sets.of(numbers, size) for lexeme, numbers in index(table).holding(lexemes).items()}


def at_least(stems: Iterable[str], found: Mapping[str, int | None], least: int = 0) -> dict[str, int]:
    """Return for each lexeme the texts that hold it or one of a higher tier."""
    risen = {}
    for stem in stems:
        above = 0
        for lexeme in reversed(levels(stem, least)):
            above |= found[lexeme] or 0
            risen[lexeme] = above
    return risen


def forget() -> None:
    """Forget what this process remembers."""
    with _remembered.guard:
        _remembered.kept.clear()


_remembered = Memory(ROOM, lambda places: 100 + places.bit_length() // 8)
