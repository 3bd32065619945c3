"""Stems: what the inflected forms of a word share, for comparing alone."""

import re
from functools import lru_cache

from language.english_stems import english_stem
from language.greek_stems import greek_stem

REMEMBERED = 65_536
"""Words whose stem is kept at hand."""
GREEK = re.compile("[α-ω]+")
ENGLISH = re.compile("[a-z]+|[0-9]+s")


@lru_cache(REMEMBERED)
def stem(folded: str) -> str:
    """Return the stem of a word that `fold` has been through; numbers and other scripts stay as they are."""
    if GREEK.fullmatch(folded):
        return greek_stem(folded)
    return english_stem(folded) if ENGLISH.fullmatch(folded) else folded
