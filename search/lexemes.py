"""What the index holds of a text: its stems, and where a stem weighs more, it again with the mark of its tier."""

from collections.abc import Mapping

VERSION = 3
"""Of the analysis; raised whenever the same text would have other lexemes, so that the index is rebuilt."""
MARKS = ("", "¹", "²", "³")
"""Of the tiers; no stem holds such a sign, because folding makes digits of them."""


def lexemes(tiers: Mapping[str, int]) -> list[str]:
    """Return the lexemes of a text: a stem of tier 2 stands there bare, with the first and with the second mark."""
    return [f"{stem}{mark}" for stem, tier in tiers.items() for mark in MARKS[: tier + 1]]


def levels(stem: str) -> list[str]:
    """Return the lexemes of a stem, from any text that holds it to those that are about it."""
    return [f"{stem}{mark}" for mark in MARKS]
