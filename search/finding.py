"""Finds: from a query to the things that a person may see, ranked, and counted by filter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import Any

from search import actions, sets
from search.asking import Asked, asked
from search.known import Words, synonyms
from search.matching import Postings
from search.models import Text
from search.ranking import Scores, ranked
from search.rules import audiences_of
from search.shelf import Shelf, current

Filters = Mapping[str, tuple[str, ...]]
"""Name of a filter → codes; of one filter any, of several all must fit."""
MOST = 1_000
"""Things that one can page through; whoever reads so far narrows the search."""
NEWEST = "newest"
NOTHING = Asked(())


@dataclass(frozen=True)
class Wish:
    """What somebody looks for, and which piece of the list they see."""

    text: str
    user: Any
    filters: Filters = field(default_factory=dict)
    sort: str = ""
    start: int = 0
    size: int = 20
    unfinished: bool = False


@dataclass(frozen=True)
class Found:
    """What a wish finds."""

    asked: Asked
    things: list[int]
    """Numbers of things, as the even numbers of their texts, in their order."""
    scores: dict[int, int]
    total: int
    """How many things hold all words that are known; if none does, how many hold some."""
    is_loose: bool
    """Whether nothing holds all words."""
    more: list[int]
    """Things that hold some of the words, where few hold all."""
    counts: dict[str, dict[str, int]]
    """Name of a filter → code → how many things it would show."""
    unknown: tuple[str, ...]
    """Words that stand in nothing that the person may find."""


def find(wish: Wish) -> Found:
    """Return what somebody finds."""
    shelf, visible = may_be_found(wish.user)
    query = asked(wish.text, Words(shelf.texts), synonyms(), unfinished=wish.unfinished) if wish.text else NOTHING
    return Search(shelf, visible, query, wish).found()


def may_be_found(user: Any) -> tuple[Shelf, int]:
    """Return the shelf, and which of its texts a person may find; what was changed and not read anew is not among them.

    Notes are asked for before the shelf: what is read anew in between stands on it.
    """
    changed: list[int] = []
    for kind, numbers in actions.pending():
        changed += Text.objects.filter(kind=kind, number__in=numbers).values_list("pk", flat=True)
    shelf = current()
    visible = shelf.visible(audiences_of(user))
    return shelf, visible & ~sets.of(changed, shelf.size) if changed else visible


class Search:
    """One search among the texts that a person may find; things are met in either language."""

    def __init__(self, shelf: Shelf, visible: int, query: Asked, wish: Wish) -> None:
        self.shelf, self.visible, self.query, self.wish = shelf, visible, query, wish
        self.postings = Postings(query.words, visible, shelf.size)
        self.held = [(word, self.things(self.postings.any_of(word))) for word in query.words]
        self.parts = {name: self.carrying(name, codes) for name, codes in wish.filters.items()}

    def things(self, texts: int) -> int:
        """Return the things of which a text is in a set."""
        return sets.either(texts, self.shelf.size)

    def carrying(self, name: str, codes: tuple[str, ...]) -> int:
        """Return the things that carry one of the codes of a filter."""
        known = self.shelf.by_facet.get(name, {})
        return self.things(reduce(or_, (known.get(code, 0) for code in codes), 0) & self.visible)

    def found(self) -> Found:
        """Return what is found."""
        known = [held for _word, held in self.held if held]
        all_words = reduce(and_, known, self.things(self.visible)) if known or not self.held else 0
        some_words = reduce(or_, known, 0)
        fits = reduce(and_, self.parts.values(), -1)
        is_loose = not all_words & fits
        matching = some_words if is_loose else all_words
        scores = self.scored()
        things = self.listed(scores, matching & fits, self.wish.start + self.wish.size)[self.wish.start :]
        return Found(
            asked=self.query,
            things=things,
            scores={number: scores.of(number) for number in things},
            total=count(matching & fits),
            is_loose=is_loose,
            more=self.filled(scores, some_words & fits & ~matching, len(things)),
            counts=self.counts(matching),
            unknown=tuple(word.written for word, held in self.held if not held),
        )

    def scored(self) -> Scores:
        """Return the scores of all things."""
        scores = Scores()
        if self.wish.sort != NEWEST:
            for word in self.query.words:
                before = 0
                for value, texts in self.postings.levels(word):
                    scores.add(self.things(texts), value - before)
                    before = value
        return scores

    def listed(self, scores: Scores, things: int, most: int) -> list[int]:
        """Return the first things of a set."""
        return ranked(scores, things, min(most, MOST), self.shelf)

    def filled(self, scores: Scores, things: int, shown: int) -> list[int]:
        """Return what fills the first page up, where few things hold all words."""
        left = self.wish.size - shown
        return self.listed(scores, things, left) if left > 0 and not self.wish.start else []

    def counts(self, matching: int) -> dict[str, dict[str, int]]:
        """Return how many things each code of each filter would show beside the other filters."""
        found = {}
        for name, codes in self.shelf.by_facet.items():
            near = reduce(and_, (part for other, part in self.parts.items() if other != name), matching)
            numbers = {code: count(near & self.things(texts & self.visible)) for code, texts in codes.items()}
            found[name] = {code: number for code, number in numbers.items() if number}
        return found


def count(things: int) -> int:
    """Return how many things are in a set, of which both languages are in it."""
    return things.bit_count() // 2
