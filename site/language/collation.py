"""One alphabetical order for both languages, without the system's locales.

Punctuation counts as a space, then come digits, then Greek from Α to Ω, then Latin from A to Z, then other
scripts. Accents, case and final sigma matter only between words that are otherwise the same: plain before
accented, small before capital.
"""

import re

from anyascii import anyascii

from language.folding import ACCENTS, fold
from language.normal import normalised

# Folded text has no ASCII capitals, and in ASCII they stand after the digits and before the small letters.
GREEK_FIRST = str.maketrans("αβγδεζηθικλμνξοπρστυφχψω", "ABCDEFGHIJKLMNOPQRSTUVWX")
LATIN_LETTER = re.compile("[\u00c0-\u024f]")
LEVEL = "\t"


def sort_key(text: str) -> str:
    """Return a string whose order, character by character, is the order of the text.

    Fit for `sorted(key=…)` and for a column compared by code point (SQLite, PostgreSQL's "C").
    """
    letters = normalised(text, "NFD")
    accents = "".join(letter if ACCENTS.match(letter) else "." for letter in letters)
    capitals = "".join("1" if letter.isupper() else "0" for letter in letters)
    return LEVEL.join([words(text), accents, capitals])


def words(text: str) -> str:
    """Return the letters and digits that decide the order, in the alphabet's order."""
    spelt = LATIN_LETTER.sub(lambda letter: anyascii(letter[0]), fold(text))
    spaced = re.sub(r"[\W_]+", " ", spelt).strip()
    return spaced.translate(GREEK_FIRST)
