"""How much each word of a document weighs in it: one of four tiers, from mentioned to what it is about.

The measure is that of BM25F (Robertson, Zaragoza and Taylor 2004): occurrences are added up over the fields, each by
the field's weight, and flattened afterwards. The length of a text hardly counts, else short comments bury long
practices. The tier is the number of thresholds that the measure passes.
"""

from collections import Counter, defaultdict
from typing import NamedTuple

from language.chain import LONGEST, Read, read, read_piece, remembered

FIELD_WEIGHTS = (6, 2, 4, 1)
"""Of title, summary, keywords and body."""
LENGTH_COUNTS = 0.15
USUAL_LENGTH = 200
THRESHOLDS = (1.6, 3.2, 6.0)


class Weighed(NamedTuple):
    """A document in one language: its words by how they are folded, and the tier, 0 to 3, of every stem."""

    words: dict[str, Read]
    tiers: dict[str, int]


def read_weighed(*fields: str) -> Weighed:
    """Return the words and tiers of title, summary, keywords and body; what is written twice is read once."""
    times, more = pieces_of(fields)
    words, amounts, length = dict[str, Read](), defaultdict[str, int](int), 0
    for piece, number in times.items():
        amount = number + more.get(piece, 0)
        for word in remembered(piece) if len(piece) <= LONGEST else read(piece):
            length += number
            amounts[word.stem] += amount
            # Of several spellings one in small letters, which are sorted behind capitals.
            if word.folded not in words or words[word.folded].written < word.written:
                words[word.folded] = word
    return Weighed(words, tiers_of(amounts, length))


def words_of(*fields: str) -> dict[str, Read]:
    """Return the words of a document, in whatever spelling: that takes a third as long as to weigh them."""
    pieces = set[str]().union(*(text.split() for text in fields))
    return {word.folded: word for piece in pieces for word in read_piece(piece)}


def pieces_of(fields: tuple[str, ...]) -> tuple[Counter[str], Counter[str]]:
    """Return how often fields have each piece without spaces, and what its weight adds to that."""
    times, more = Counter[str](), Counter[str]()
    for text, weight in zip(fields, FIELD_WEIGHTS, strict=True):
        pieces = text.split()
        times.update(pieces)
        for _more in range(weight - 1):
            more.update(pieces)
    return times, more


def tiers_of(amounts: dict[str, int], length: int) -> dict[str, int]:
    """Return the tiers of stems that occur so much in a text of so many words."""
    stretch = 1 - LENGTH_COUNTS + LENGTH_COUNTS * length / USUAL_LENGTH
    low, middle, high = (threshold * stretch for threshold in THRESHOLDS)
    return {stem: (amount > low) + (amount > middle) + (amount > high) for stem, amount in amounts.items()}
