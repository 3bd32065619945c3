"""What Elasticsearch is given and asked, and what an engine answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from search.asking import AskedWord

Filters = Mapping[str, tuple[str, ...]]
"""Name of a filter → codes; of one filter any, of several all must fit."""


class ClusterDownError(Exception):
    """The cluster does not answer in time, does not let us in, or holds no index that is ours; says no one's words."""


@dataclass(frozen=True)
class Document:
    """What a thing says to people of one situation: those of some audiences and not of another."""

    key: str
    version: int
    """Grows with each change, so that late news cannot overwrite newer ones."""
    thing: int
    """Its number: the even one of its texts."""
    lexemes: Mapping[str, Collection[str]]
    """Language → lexemes of the text in it."""
    needs: frozenset[str]
    """Audiences that somebody must all belong to."""
    lacks: str
    """The audience that they must not belong to; "" for none."""
    facets: frozenset[str]
    """Codes of filters, as `theme:housing`."""
    age: int
    """Greater for newer things: microseconds of the later text."""


@dataclass(frozen=True)
class Removal:
    """A document that is no longer, with the version of its end."""

    key: str
    version: int


@dataclass(frozen=True)
class Question:
    """What somebody looks for, in the terms of the index."""

    words: tuple[AskedWord, ...] = ()
    """None: everything is asked for."""
    audiences: frozenset[str] = frozenset()
    """Those of the person."""
    filters: Filters = field(default_factory=dict)
    without: Collection[int] = ()
    """Things that nobody must find at the moment."""
    is_newest: bool = False
    """Whether the newest come first, instead of the best."""
    start: int = 0
    size: int = 20


@dataclass(frozen=True)
class Answer:
    """What an engine finds."""

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
    """Name of a filter → code → how many things it would show; nothing, where that is none."""
    unknown: tuple[str, ...]
    """Words that stand in nothing that the person may find."""
