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
from search.showing import Hit, hits

OFFERED = 6
SHORTEST = 2
"""Letters from which things are offered."""
ABOUT = MARKS[2]
"""The tier that a word has in texts that are about it, such as those that have it in their title."""


def suggest(text: str, user: object, reader: str) -> list[Hit]:
    """Return what a person may want, as their words stand now."""
    if len(text.strip()) < SHORTEST:
        return []
    shelf, visible = may_be_found(user)
    found = as_seen(
        lambda hidden: best(asked(text, Words(shelf.texts, hidden=hidden), unfinished=True), visible, shelf)
    )
    return hits(found.things, found.scores, found.asked, user, reader)


@dataclass(frozen=True)
class Offer:
    """Things that are about all words of a query, the best first, with their scores."""

    asked: Asked
    things: list[int]
    scores: dict[int, int]
    unknown: tuple[str, ...]
    """Words that nothing is about which the person may find."""


def best(query: Asked, visible: int, shelf: Shelf) -> Offer:
    """Return the things that are about all words."""
    words = query.words
    holding = places((lexeme for word in words for lexeme, _value in levels(word)), shelf)
    scores, parts = Scores(), []
    for word in words:
        part = 0
        for lexeme, value in levels(word):
            things = sets.either(holding[lexeme] & visible, shelf.size)
            scores.add(things & ~part, value)
            part |= things
        parts.append(part)
    found = ranked(scores, reduce(and_, parts, -1) if parts else 0, OFFERED, shelf)
    unknown = tuple(word.written for word, part in zip(words, parts, strict=True) if not part)
    return Offer(query, found, {number: scores.of(number) for number in found}, unknown)


def levels(word: AskedWord) -> Iterator[tuple[str, int]]:
    """Yield the lexemes of a word, each with what it counts; the surest come first."""
    for one in word.alternatives:
        if len(one.stems) == 1:
            yield f"{one.stems[0]}{ABOUT}", word.weight * one.share
