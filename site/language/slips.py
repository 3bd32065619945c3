"""Slips of the finger: the words that one letter more, less, changed or swapped would make."""

import re

GREEK, LATIN = "αβγδεζηθικλμνξοπρστυφχψω", "abcdefghijklmnopqrstuvwxyz"
SHORTEST, LONGEST = 4, 24
"""Letters of a word that a slip is looked for in: shorter ones would become any other word."""


def one_slip_away(word: str) -> list[str]:
    """Return every word that one slip makes of a folded word: swaps first, then losses, changes and additions."""
    letters, parts = alphabet(word), parts_of(word)
    changed = [start + letter + end[1:] for start, end in parts if end for letter in letters]
    added = [start + letter + end for start, end in parts for letter in letters]
    return [other for other in dict.fromkeys(reordered(word) + changed + added) if other != word]


def reordered(word: str) -> list[str]:
    """Return the few of them that a word's own letters make: two of them swapped, or one left out."""
    parts = parts_of(word)
    swapped = [start + end[1] + end[0] + end[2:] for start, end in parts if len(end) > 1]
    return swapped + [start + end[1:] for start, end in parts if end]


def parts_of(word: str) -> list[tuple[str, str]]:
    """Return a word cut in two at each place; nothing, when no slip is looked for in it."""
    is_long_enough = SHORTEST <= len(word) <= LONGEST and alphabet(word)
    return [(word[:place], word[place:]) for place in range(len(word) + 1)] if is_long_enough else []


def alphabet(word: str) -> str:
    """Return the letters of a word's script, and none for numbers and other scripts."""
    if re.fullmatch(f"[{GREEK}]+", word):
        return GREEK
    return LATIN if re.fullmatch(f"[{LATIN}]+", word) else ""
