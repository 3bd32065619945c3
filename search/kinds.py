"""What can be found: each room registers its own kinds of things, and says how they are read."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from wagtail import hooks

HOOK = "kinds_to_find"
"""Hook: a function without arguments that returns a `Kind`."""
PIECE = 1_000
"""Rows that are read in one transaction, in which nobody else writes for half a second or so."""
LANGUAGES = ("el", "en")
"""Of documents, in the order of the numbers of their texts: another order would need another index."""
EVERYBODY, SIGNED_IN, SIGNED_OUT, MEMBERS = "everybody", "signed in", "signed out", "members"
"""Audiences; beside them, private sections of pages, as `section:7`, and the two sides of a closed collection, as
`folder:7` and `not folder:7`."""

INSIDE = ":text"
"""Ends the key of a thing that stands twice: as it is for those inside; for all others it has the key without."""
Visible = Callable[[Any, Collection[int]], Iterable[int]]
"""The rule of a person and numbers of rows; kinds whose rows share their numbers, as pages do, may share one."""


@dataclass(frozen=True)
class Document:
    """What one language says of a thing."""

    key: str
    """Of the thing, the same in both languages."""
    number: int
    """Of the row that holds it."""
    language: str
    title: str
    address: str
    """Where it is read in its language."""
    stands_in: str = ""
    """Where readers of the other language read it, when there is no text in theirs."""
    summary: str = ""
    keywords: str = ""
    body: str = ""
    audience: str = EVERYBODY
    facets: frozenset[str] = frozenset()
    """Codes of filters, as `theme:housing`; language and kind are added by the index."""
    date: datetime | None = None


@dataclass(frozen=True)
class Source:
    """A table on which what is found depends."""

    table: str
    column: str
    """Which holds the number of a row of the kind, or what leads to it."""
    leads_to: Callable[[Collection[int]], Iterable[int]] | None = None
    """Return the numbers of the kind's rows that depend on those of the column."""
    columns: tuple[str, ...] = ()
    """Whose change counts; all columns, if none is named."""
    label: str = ""
    """What notes call it; tables that tell of the same rows share one, so that many changes make one note."""
    hides: bool = True
    """Whether things are not found until they are read anew; another name of a word that many hold hides none."""

    @property
    def name(self) -> str:
        """Return what notes call it."""
        return self.label or f"{self.table}.{self.column}"


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be found."""

    code: str
    title: Any
    """What readers call such things, in the plural."""
    sources: tuple[Source, ...]
    documents: Callable[[Collection[int]], Iterator[Document]]
    """Yield what rows say now, by their numbers; of what nobody may find, nothing."""
    numbers: Callable[[], Any]
    """Return a query of the numbers of all rows that somebody may find, as `values_list("pk", flat=True)`."""
    visible: Visible
    """Return which of some rows a person may see now: asked for what a page of hits shows."""
    piece: int = PIECE
    """Rows that are read in one transaction; fewer where they tell much."""

    @property
    def later(self) -> str:
        """Return what notes call its rows that stay found as they are until they are read anew."""
        return f"{self.code} later"

    @cached_property
    def patient(self) -> frozenset[str]:
        """Return the notes that hide none of its rows."""
        return frozenset({self.later, *(source.name for source in self.sources if not source.hides)})


def kinds() -> dict[str, Kind]:
    """Return what can be found, by code, in the order of the rooms."""
    return dict(_asked(tuple(hooks.get_hooks(HOOK))))


@lru_cache(1)
def _asked(rooms: tuple[Callable[[], Kind], ...]) -> dict[str, Kind]:
    """Ask the rooms once: put together for each search, their queries took a twentieth of its time."""
    return {kind.code: kind for kind in (ask() for ask in rooms)}
