"""What the index holds of a text: its stems, each with the mark of its tier (`search.weighing`).

A stem stands there once, in the tier that it has. Where each lower tier stood beside it, one in twenty questions of two
words took 52 ms instead of 29, and a rebuild a seventh longer (SQLite, 100,000 texts).
"""

from collections.abc import Iterable, Mapping

VERSION = 4
"""Of the analysis; raised whenever the same text would have other lexemes, so that the index is rebuilt."""
MARKS = ("", "¹", "²", "³")
"""Of the tiers; no stem holds such a sign, because folding makes digits of them."""
ALL_MARKS = "".join(MARKS)


def lexemes(tiers: Mapping[str, int]) -> list[str]:
    """Return the lexemes of a text."""
    return [f"{stem}{MARKS[tier]}" for stem, tier in tiers.items()]


def levels(stem: str, least: int = 0) -> list[str]:
    """Return the lexemes of a stem from a tier on, up to that of texts that are about it."""
    return [f"{stem}{mark}" for mark in MARKS[least:]]


def with_lower(lexemes: Iterable[str]) -> list[str]:
    """Return lexemes with those of their lower tiers, in order, for who asks for one lexeme at a time."""
    return sorted(f"{stem}{mark}" for stem, tier in map(parted, lexemes) for mark in MARKS[: tier + 1])


def parted(lexeme: str) -> tuple[str, int]:
    """Return stem and tier of a lexeme."""
    stem = lexeme.rstrip(ALL_MARKS)
    return stem, MARKS.index(lexeme.removeprefix(stem))
