"""Finds: from a query to the things that a person may see, ranked, and counted by filter."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from operator import and_, or_
from typing import Any, Protocol, TypeVar

from language.chain import stem_of
from search import cluster, sets, waiting
from search.asking import Asked, AskedWord, asked
from search.engines.shapes import Answer, ClusterDownError, Filters, Question
from search.held import places
from search.known import Words
from search.matching import Postings
from search.meanings import synonyms
from search.ranking import Scores, ranked
from search.rules import audiences_of
from search.scoring import agreement
from search.shelf import Shelf, current, moment

MOST = 1_000
"""Things that one can page through; whoever reads so far narrows the search."""
NEWEST = "newest"
NOTHING = Asked(())
SLIP = "slip"
ANEW = 3
"""How often a query is read anew without words that the person finds nowhere."""
Seen = TypeVar("Seen", bound="Readable")


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


class Readable(Protocol):
    """What a query finds: how it was read, and which of its words the person finds nowhere."""

    @property
    def asked(self) -> Asked:
        """Return the query as it was read."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the words that stand in nothing that the person may find."""


@dataclass(frozen=True)
class Found(Answer):
    """What a wish finds."""

    asked: Asked = NOTHING
    is_reserve: bool = False
    """Whether the database answered in place of the cluster, which could not."""


def find(wish: Wish) -> Found:
    """Return what somebody finds; a word that this person finds nowhere is read as if no text held it.

    Otherwise, whether a slip is repaired would tell which words private texts hold.
    """
    # Notes are asked for before the index: what is read anew in between stands in it.
    changed = waiting.texts()
    return as_seen(partial(look, wish, changed))


def as_seen(read: Callable[[frozenset[str]], Seen]) -> Seen:
    """Return what is found by a query that is read anew as long as it asks for words which the person finds nowhere."""
    hidden: frozenset[str] = frozenset()
    found = read(hidden)
    for _time in range(ANEW):
        unseen = stems_of(found.asked, found.unknown) - hidden
        if not unseen:
            break
        hidden |= unseen
        found = read(hidden)
    return found


def look(wish: Wish, changed: int, hidden: frozenset[str]) -> Found:
    """Return what is found: from the cluster, if there is one that can say, or else from the database."""
    found = by_cluster(wish, changed, hidden) if cluster.is_wanted() else None
    return found or by_database(wish, changed, hidden)


def stems_of(query: Asked, written: Collection[str]) -> frozenset[str]:
    """Return the stems that some words of a query were taken for."""
    words = [word for word in query.words if word.written in written]
    return frozenset(stem for word in words for one in word.alternatives for stem in one.stems)


def by_database(wish: Wish, changed: int, hidden: frozenset[str] = frozenset()) -> Found:
    """Return what the database finds."""
    shelf = current()
    visible = shelf.visible(audiences_of(wish.user)) & ~changed
    search = Search(shelf, visible, understood(wish, shelf.texts, hidden), wish)
    is_reserve = cluster.is_wanted() and shelf.size > 0
    return Found(**vars(search.answer()), asked=search.asked, is_reserve=is_reserve)


def by_cluster(wish: Wish, changed: int, hidden: frozenset[str] = frozenset()) -> Found | None:
    """Return what the cluster finds; None if it cannot say."""
    copy, texts = cluster.copy_to_ask(), moment()[-1]
    without = cluster.behind(copy, sets.members(changed)) if copy else None
    if copy is None or without is None:
        return None
    query = understood(wish, texts, hidden)
    try:
        answer, is_seen = cluster.answer(copy, question(wish, query, without), meant(query))
    except ClusterDownError:
        return None
    return Found(**vars(answer), asked=query if is_seen else replace(query, suggestion=None))


def question(wish: Wish, query: Asked, without: set[int]) -> Question:
    """Return what a wish asks of the cluster."""
    return Question(
        words=query.words,
        audiences=frozenset(audiences_of(wish.user)),
        filters=wish.filters,
        without=without,
        is_newest=wish.sort == NEWEST,
        start=wish.start,
        size=max(0, min(wish.start + wish.size, MOST) - wish.start),
    )


def understood(wish: Wish, texts: int, hidden: frozenset[str] = frozenset()) -> Asked:
    """Return what a wish asks for, in an index of so many texts, as if some stems stood in none."""
    vocabulary = Words(texts, hidden=hidden)
    return asked(wish.text, vocabulary, synonyms(), unfinished=wish.unfinished) if wish.text else NOTHING


def may_be_found(user: Any) -> tuple[Shelf, int]:
    """Return the shelf, and which of its texts a person may find; what was changed and not read anew is not among them.

    Notes are asked for before the shelf: what is read anew in between stands on it.
    """
    changed = waiting.texts()
    shelf = current()
    return shelf, shelf.visible(audiences_of(user)) & ~changed


class Search:
    """One search among the texts that a person may find; things are met in either language."""

    def __init__(self, shelf: Shelf, visible: int, query: Asked, wish: Wish) -> None:
        self.shelf, self.visible, self.wish = shelf, visible, wish
        self.postings = Postings(query.words, visible, partial(places, shelf=shelf))
        self.asked = without_secrets(query, self.postings)
        self.held = [(word, self.things(self.postings.any_of(word))) for word in query.words]
        self.parts = {name: self.carrying(name, codes) for name, codes in wish.filters.items()}

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the words that stand in nothing that the person may find."""
        return tuple(word.written for word, held in self.held if not held)

    def things(self, texts: int) -> int:
        """Return the things of which a text is in a set."""
        return sets.either(texts, self.shelf.size)

    def carrying(self, name: str, codes: tuple[str, ...]) -> int:
        """Return the things that carry one of the codes of a filter."""
        known = self.shelf.by_facet.get(name, {})
        return self.things(reduce(or_, (known.get(code, 0) for code in codes), 0) & self.visible)

    @property
    def known(self) -> list[int]:
        """Return the things of each word that any of them holds."""
        return [held for _word, held in self.held if held]

    @property
    def all_words(self) -> int:
        """Return the things that hold every word that any of them holds."""
        return reduce(and_, self.known, self.things(self.visible)) if self.known or not self.held else 0

    @property
    def fits(self) -> int:
        """Return the things that carry a code of each filter."""
        return reduce(and_, self.parts.values(), -1)

    def answer(self) -> Answer:
        """Return what is found."""
        all_words, some_words, fits = self.all_words, reduce(or_, self.known, 0), self.fits
        is_loose = not all_words & fits
        matching = some_words if is_loose else all_words
        scores = self.scored()
        things = self.listed(scores, matching & fits, self.wish.start + self.wish.size)[self.wish.start :]
        return Answer(
            things=things,
            scores={number: scores.of(number) for number in things},
            total=count(matching & fits),
            is_loose=is_loose,
            more=self.filled(scores, some_words & fits & ~matching, len(things)),
            counts=self.counts(matching),
            unknown=self.unknown,
        )

    def scored(self) -> Scores:
        """Return the scores of all things."""
        scores = Scores()
        if self.wish.sort != NEWEST:
            for word in self.asked.words:
                self.score(scores, word)
        return scores

    def score(self, scores: Scores, word: AskedWord) -> None:
        """Add what a word adds to the score of each thing."""
        before = 0
        for value, texts in self.postings.levels(word):
            scores.add(self.things(texts), value - before)
            before = value
        if len(word.read_as) > 1:
            scores.add(sets.twice(map(self.things, self.postings.read_as(word))), agreement(word.weight))

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
        return {name: numbers for name, numbers in found.items() if numbers}


def without_secrets(query: Asked, postings: Postings) -> Asked:
    """Return a query without what it was taken for, if that is spelt as no text is that the person may find.

    The vocabulary knows the words of all texts, those of private ones too.
    """
    is_seen = all(map(postings.places.get, meant(query)))
    return query if is_seen else replace(query, suggestion=None)


def meant(query: Asked) -> list[str]:
    """Return the stems of what slips were taken for; "", which stands nowhere, for one that is not looked for."""
    asked_for = {stem for word in query.words for one in word.alternatives for stem in one.stems}
    repaired = [word for word in query.words if any(one.found == SLIP for one in word.alternatives)]
    stems = (stem_of(word.taken_for or "") for word in repaired)
    return [stem if stem in asked_for else "" for stem in stems]


def count(things: int) -> int:
    """Return how many things are in a set, of which both languages are in it."""
    return things.bit_count() // 2
