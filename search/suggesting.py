"""Offers things while somebody types: those that are about the words, the last of which may go on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_

from search import sets
from search.asking import Asked, AskedWord, asked
from search.finding import as_seen, may_be_found
from search.held import places
from search.known import Words
from search.lexemes import MARKS
from search.ranking import Scores, ranked
from search.shelf import Shelf
from search.showing import Titled, offered

OFFERED = 6
CONSIDERED = 24
"""Things among which those come first that have the words in their title."""
SHORTEST = 2
"""Letters from which things are offered."""
ABOUT = 2
"""The tier that a word has at least in texts that are about it, such as those that have it in their title."""


def suggest(text: str, user: object, reader: str) -> list[Titled]:
    """Return what a person may want, as their words stand now."""
    if len(text.strip()) < SHORTEST:
        return []
    shelf, visible = may_be_found(user)
    found = as_seen(
        lambda hidden: best(asked(text, Words(shelf.texts, hidden=hidden), unfinished=True), visible, shelf)
    )
    return offered(found.things, found.asked, user, reader)[:OFFERED]


@dataclass(frozen=True)
class Offer:
    """Things that are about all words of a query, the best first."""

    asked: Asked
    things: list[int]
    unknown: tuple[str, ...]
    """Words that nothing is about which the person may find."""


def best(query: Asked, visible: int, shelf: Shelf) -> Offer:
    """Return the things that are about all words."""
    words = query.words
    holding = places((stem for word in words for stem, _value in counting(word)), shelf, ABOUT)
    scores, parts = Scores(), []
    for word in words:
        part = 0
        for stem, value in counting(word):
            things = sets.either(holding[f"{stem}{MARKS[ABOUT]}"] & visible, shelf.size)
            scores.add(things & ~part, value)
            part |= things
        parts.append(part)
    found = ranked(scores, reduce(and_, parts, -1) if parts else 0, CONSIDERED, shelf)
    unknown = tuple(word.written for word, part in zip(words, parts, strict=True) if not part)
    return Offer(query, found, unknown)


def counting(word: AskedWord) -> Iterator[tuple[str, int]]:
    """Yield the stems of a word, each with what it counts; the surest come first."""
    for one in word.alternatives:
        if len(one.stems) == 1:
            yield one.stems[0], word.weight * one.share
