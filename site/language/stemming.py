"""Stems: what the inflected forms of a word share, for comparing alone."""

import re
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer

from language.greek_stems import greek_stem

REMEMBERED = 65_536
"""Words whose stem is kept at hand."""
GREEK = re.compile("[α-ω]+")
ENGLISH = re.compile("[a-z]+")


@lru_cache(REMEMBERED)
def stem(folded: str) -> str:
    """Return the stem of a word that `fold` has been through; numbers and other scripts stay as they are."""
    if GREEK.fullmatch(folded):
        return greek_stem(folded)
    if ENGLISH.fullmatch(folded):
        # One of its own for each word: a stemmer holds the word it works on, and threads share the module.
        return EnglishStemmer().stemWord(folded)
    return folded
