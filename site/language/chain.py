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


class Read(NamedTuple):
    """A word: as it is written, folded, and its stem."""

    written: str
    folded: str
    stem: str


def words_in(text: str) -> list[Word]:
    """Return the words of a text in their order, in whatever form and case it is written."""
    found = (Word(folded_word(match[0]), *match.span()) for match in WORD.finditer(text))
    return [word for word in found if word.folded]


def stems_in(text: str) -> list[str]:
    """Return the stems of a text's words in their order, as the index holds them."""
    return [word.stem for piece in text.split() for word in read_piece(piece)]


def read_piece(piece: str) -> tuple[Read, ...]:
    """Return the words of a piece without spaces, which no word goes across; short ones are remembered."""
    return remembered(piece) if len(piece) <= LONGEST else read(piece)


def read(piece: str) -> tuple[Read, ...]:
    """Read the words of a piece: that takes ten times as long as to remember them."""
    found = (Read(word, folded_word(word), stem_of(word)) for word in WORD.findall(piece))
    return tuple(word for word in found if word.folded)


remembered = lru_cache(REMEMBERED)(read)


@lru_cache(REMEMBERED)
def stems_of_piece(piece: str) -> tuple[str, ...]:
    """Return the stems of the words of a piece without spaces."""
    return tuple(word.stem for word in read_piece(piece))


@lru_cache(REMEMBERED)
def stem_of(written: str) -> str:
    """Return the stem of one word as written."""
    return stem(folded_word(written))


@lru_cache(REMEMBERED)
def folded_word(written: str) -> str:
    """Return one word folded, look-alike letters repaired, without dots and apostrophes; "" when nothing is left."""
    return NO_LETTER.sub("", fold(repaired(written)))[:LONGEST]
