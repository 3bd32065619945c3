"""What is indexed and what is asked goes through here: text to words, words to stems."""

import re
from functools import lru_cache
from typing import NamedTuple

from language.folding import INVISIBLE, fold
from language.lookalikes import repaired
from language.normal import MARKS
from language.stemming import stem

LONGEST = 64
"""Letters of a word that count: the width of the index's columns."""
REMEMBERED = 65_536
INSIDE = f"[{MARKS}{INVISIBLE}]+"
# Ο.Τ.Α. is one word, as is women's; d'Europe is two.
INITIALS = r"\.(?:[^\W\d_]\.)+(?:[^\W\d_]\b)?"
CLITIC = r"['’](?:s|t|re|ve|ll|d|m)\b"
WORD = re.compile(rf"[^\W_](?:{INITIALS}|[^\W_]*(?:{INSIDE}[^\W_]*|{CLITIC})*)")
NO_LETTER = re.compile(r"[\W_]+")


class Word(NamedTuple):
    """A word of a text: folded, and where it stands in the text as written."""

    folded: str
    start: int
    end: int


def words_in(text: str) -> list[Word]:
    """Return the words of a text in their order, in whatever form and case it is written."""
    found = (Word(folded_word(match[0]), *match.span()) for match in WORD.finditer(text))
    return [word for word in found if word.folded]


def stems_in(text: str) -> list[str]:
    """Return the stems of a text's words in their order, as the index holds them."""
    return [found for found in map(stem_of, WORD.findall(text)) if found]


@lru_cache(REMEMBERED)
def stem_of(written: str) -> str:
    """Return the stem of one word as written."""
    return stem(folded_word(written))


@lru_cache(REMEMBERED)
def folded_word(written: str) -> str:
    """Return one word folded, look-alike letters repaired, without dots and apostrophes; "" when nothing is left."""
    return NO_LETTER.sub("", fold(repaired(written)))[:LONGEST]
