"""What Elasticsearch is given and asked, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True)
class Document:
    """One language of an item; `version` grows with each change, so that late news cannot overwrite newer ones."""

    key: str
    version: int
    item: str
    kind: str
    language: str
    lexemes: Sequence[str]
    date: datetime
    seq: int
    audience: Sequence[str] = ()
    facets: Sequence[str] = ()
    """Each as `group:value`, such as `theme:housing`."""


@dataclass(frozen=True)
class Removal:
    """A document that is no longer, with the version of its end."""

    key: str
    version: int


@dataclass(frozen=True)
class Question:
    """What the answer must keep to; without words, it is everything, newest first."""

    words: Sequence[Sequence[tuple[str, int]]] = ()
    """Each word as its lexemes with their boosts; a word without any is nowhere."""
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Field to the values of which one must be there; these narrow hits and all counts."""
    chosen: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Group of facets to chosen values; these narrow hits and the counts of the other groups."""
    groups: Sequence[str] = ()
    """Groups of facets whose values are to be counted."""
    since: date | None = None
    until: date | None = None
    start: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Hit:
    """The best document of an item, its score in the arithmetic of all engines, and whether it holds all words."""

    key: str
    item: str
    score: int
    has_all: bool


@dataclass(frozen=True)
class Answer:
    """How many items there are, those asked for, and for each group how many items have which value."""

    total: int
    hits: list[Hit]
    counts: dict[str, dict[str, int]]
