"""The conversation with the cluster about one question: one request as a rule, two or three where little is found."""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from search.asking import AskedWord
from search.engines import elasticsearch_json as said_in
from search.engines.elasticsearch_json import Heard, Part, Standing
from search.engines.shapes import Answer, ClusterDownError, Question
from search.resolving import Alternative

ENOUGH = 2.4
"""Seconds in which all requests about a question are answered; then the database answers."""
Known = dict[AskedWord, Standing]
"""Words that the person may find, each with what stands for it."""


class Copy(Protocol):
    """The copy of the index that is asked."""

    def search(self, body: said_in.JSON, until: float) -> Mapping[str, Any]:
        """Return what is answered until a moment of the monotonic clock."""


class Conversation:
    """Asks until everything is known that the answer takes."""

    def __init__(self, copy: Copy, question: Question) -> None:
        self.copy, self.question = copy, question
        self.until = time.monotonic() + ENOUGH
        self.known: Known = {word: word.alternatives for word in question.words if word.alternatives}

    def answer(self) -> Answer:
        """Return what is found.

        That every word stands somewhere for this person is asked only when nothing holds them all.
        """
        if not self.question.words or self.known:
            found = self.listed(Part(self.standing))
            if found.total:
                return self.told(found, self.missing(found), is_loose=False)
        if self.learns():
            found = self.listed(Part(self.standing))
            if found.total:
                return self.told(found, self.missing(found), is_loose=False)
        found = self.listed(Part(some=self.standing)) if self.known else Heard(0, {}, {})
        return self.told(found, [], is_loose=True)

    @property
    def standing(self) -> Sequence[Standing]:
        """Return what stands for each known word."""
        return list(self.known.values())

    def listed(self, part: Part) -> Heard:
        """Return the wanted piece of a list, and its counts."""
        question = self.question
        body = said_in.search_body(question, part, question.start, question.size)
        return self.ask(body | {"aggregations": said_in.counting(question.filters)})

    def missing(self, found: Heard) -> list[int]:
        """Return what fills the first page up, where few things hold all words."""
        left = self.question.size - len(found.things)
        if left <= 0 or self.question.start or len(self.known) < 2:
            return []
        part = Part(some=self.standing, but_every=self.standing)
        return list(self.ask(said_in.search_body(self.question, part, 0, left)).things)

    def learns(self) -> bool:
        """Ask which words anything holds that the person may find, and say whether these are some of them only."""
        asked = {str(number): word.alternatives for number, word in enumerate(self.question.words) if word.alternatives}
        said = self.copy.search(said_in.holding_body(self.question, asked), self.until)["aggregations"]
        if not said["everything"]["doc_count"]:
            raise ClusterDownError("the copy holds nothing")
        before = len(self.known)
        self.known = {
            word: word.alternatives
            for number, word in enumerate(self.question.words)
            if str(number) in asked and said[str(number)]["doc_count"]
        }
        return 0 < len(self.known) < before

    def sees(self, stems: list[str]) -> bool:
        """Say whether each of some stems stands in something that the person may find."""
        if not stems:
            return True
        asked = {str(number): [Alternative((stem,), 100, "")] for number, stem in enumerate(stems)}
        said = self.copy.search(said_in.holding_body(self.question, asked), self.until)["aggregations"]
        return all(said[name]["doc_count"] for name in asked)

    def told(self, found: Heard, more: list[int], *, is_loose: bool) -> Answer:
        """Return the answer."""
        return Answer(
            things=list(found.things),
            scores=found.things,
            total=found.total,
            is_loose=is_loose,
            more=more,
            counts=found.counts,
            unknown=tuple(word.written for word in self.question.words if word not in self.known),
        )

    def ask(self, body: said_in.JSON) -> Heard:
        """Return what one search answers."""
        return said_in.read(self.copy.search(body, self.until), self.question.filters)
