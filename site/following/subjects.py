"""What can be followed, and what can happen to it: rooms register both through two hooks."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from wagtail import hooks

KINDS = "kinds_to_follow"
"""Hook: a function that returns a `Kind`."""
HAPPENINGS = "happenings_to_tell"
"""Hook: a function that returns a list of `Happening`."""
AROUND = "things_around"
"""Hook: a function of keys of pages that yields each key with a thing that it belongs to, as rows name it."""


@dataclass(frozen=True)
class Title:
    """What a thing is called, and the language of that."""

    text: str
    language: str


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be followed; the room that has it decides who sees which."""

    code: str
    titles: Callable[[Collection[UUID], Any, str], dict[UUID, Title]]
    """Return the titles of things that a person may see now, by key, in their language where there is one."""
    address: Callable[[UUID, Any, str], str]
    """Return where a person reads a thing; nothing when they may not."""
    visible: Callable[[Any], Any] | None = None
    """Return a query of the keys that a person may see now; only for things to which something happens themselves."""
    name: Any = ""
    """What readers call such a thing."""


@dataclass(frozen=True)
class Happening:
    """One kind of event, and the level from which it is told."""

    code: str
    sentence: Any
    least: int
    numbers: Callable[[Any], Any] | None = None
    """Return a query of the numbers of what a person may see now, where an event is about something with a number."""
    address: Callable[[int], str] | None = None


def kinds() -> dict[str, Kind]:
    """Return what can be followed, by code."""
    return {kind.code: kind for kind in (make() for make in hooks.get_hooks(KINDS))}


def happenings() -> dict[str, Happening]:
    """Return what can happen, by code."""
    return {one.code: one for make in hooks.get_hooks(HAPPENINGS) for one in make()}


def around(kind: str, keys: Collection[UUID]) -> dict[UUID, set[str]]:
    """Return things, each with all that it belongs to now, by key: whoever follows one of them hears of it."""
    found = {key: {thing(kind, key)} for key in keys}
    for find in hooks.get_hooks(AROUND):
        for key, name in find(keys):
            found[key].add(name)
    return found


def thing(kind: str, key: UUID) -> str:
    """Return how a thing is named in rows."""
    return f"{kind}:{key}"


def parted(name: str) -> tuple[str, UUID]:
    """Return kind and key of a thing from how rows name it."""
    kind, _colon, key = name.partition(":")
    return kind, UUID(key)
