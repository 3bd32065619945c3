"""What rooms offer to be brought in from files and taken out into files; each room registers its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import IO, Any, Protocol

from django.core.exceptions import PermissionDenied
from wagtail import hooks

from tables.rows import Cell, Row

HOOK = "kinds_of_tables"
"""Hook: a function without arguments that returns a Kind."""
Reader = Callable[[IO[bytes], Callable[[str], bool]], Iterator[Row]]
Writer = Callable[[Sequence[str], Iterable[dict[str, Cell]], Sequence[Sequence[str]]], Iterator[bytes]]


class Outcome(StrEnum):
    """What became of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Column:
    """A column of the template, and what to write into it."""

    name: str
    says: Any
    codes: tuple[str, ...] = ()
    """What alone fits, if that is not free."""


@dataclass(frozen=True)
class Way:
    """How a file is brought in: for whom, from which source, and whether readers see it at once."""

    by: Any = None
    source: str = ""
    publish: bool = False


class Importer(Protocol):
    """Checks rows and writes them, for one file."""

    def check(self, row: Row) -> Any:
        """Return what a row says, ready to be written; what is wrong with it is noted in the row."""

    def write(self, items: Sequence[Any]) -> list[Outcome]:
        """Write items, all of them or none, and return what became of each."""


@dataclass(frozen=True)
class Table:
    """Columns and rows to be taken out."""

    names: list[str]
    rows: Iterable[dict[str, Cell]]


def taken_out_only(_asked: Any) -> bool:
    """Say that nobody brings a kind of thing in, and that no file for that has a column."""
    return False


def no_importer(_way: Way) -> Importer:
    """Refuse to bring in what is only taken out."""
    raise PermissionDenied


@dataclass(frozen=True)
class Kind:
    """A kind of thing that can be brought in and taken out."""

    name: str
    title: Any
    columns: Callable[[], list[Column]]
    everything: Callable[[], Table]
    """All rows with all fields, for who keeps the site."""
    public: Callable[[], Table]
    """What everybody may read."""
    number: Callable[[], int]
    """How many rows that has."""
    knows: Callable[[str], bool] = taken_out_only
    may_import: Callable[[Any], bool] = taken_out_only
    importer: Callable[[Way], Importer] = no_importer
    """Without the three, nobody brings it in."""
    told: Callable[[], list[Column]] = list
    """Columns that only public files have."""
    readers: Mapping[str, Reader] = field(default_factory=dict)
    """Formats that only this kind is read from, by the ending of the name."""
    writers: Mapping[str, Writer] = field(default_factory=dict)
    """Formats that only this kind is written in."""


def kinds() -> dict[str, Kind]:
    """Return what the rooms offer, by name."""
    return {kind.name: kind for kind in (ask() for ask in hooks.get_hooks(HOOK))}
