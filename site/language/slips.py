"""Slips of the finger: the words that one letter more, less, changed or swapped would make."""

import re

GREEK, LATIN = "αβγδεζηθικλμνξοπρστυφχψω", "abcdefghijklmnopqrstuvwxyz"
SHORTEST, LONGEST = 4, 24
"""Letters of a word that a slip is looked for in: shorter ones would become any other word."""


def one_slip_away(word: str) -> list[str]:
    """Return every word that one slip makes of a folded word: swaps first, then losses, changes and additions."""
    letters = alphabet(word)
    if not letters or not SHORTEST <= len(word) <= LONGEST:
        return []
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    swapped = [start + end[1] + end[0] + end[2:] for start, end in parts if len(end) > 1]
    left_out = [start + end[1:] for start, end in parts if end]
    changed = [start + letter + end[1:] for start, end in parts if end for letter in letters]
    added = [start + letter + end for start, end in parts for letter in letters]
    return [other for other in dict.fromkeys(swapped + left_out + changed + added) if other != word]


def alphabet(word: str) -> str:
    """Return the letters of a word's script, and none for numbers and other scripts."""
    if re.fullmatch(f"[{GREEK}]+", word):
        return GREEK
    return LATIN if re.fullmatch(f"[{LATIN}]+", word) else ""
