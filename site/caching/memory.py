"""What a process remembers of its answers, as long as nothing has changed that they show."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from cachetools import LRUCache
from django.db import connection
from django.utils import timezone

from caching import versions

T = TypeVar("T")


class Memory:
    """A bounded memory: the least recently used goes first; each answer is worked out by one thread at a time."""

    def __init__(self, room: int, size: Callable[[Any], int] | None = None) -> None:
        self.kept: LRUCache[Hashable, Any] = LRUCache(room, size)
        self.guard = threading.Lock()
        self.filling: dict[Hashable, tuple[threading.Lock, list[None]]] = {}
        _all.append(self)

    def get(self, key: Hashable) -> Any:
        """Return what is kept under a key, or None."""
        with self.guard:
            return self.kept.get(key)

    def put(self, key: Hashable, value: Any) -> None:
        """Keep a value; what is larger than the whole memory is not kept."""
        with self.guard:
            if self.kept.getsizeof(value) <= self.kept.maxsize:
                self.kept[key] = value

    @contextmanager
    def alone(self, key: Hashable) -> Iterator[bool]:
        """Let one thread at a time work on a key; say whether this one is the first."""
        with self.guard:
            lock, working = self.filling.setdefault(key, (threading.Lock(), []))
            working.append(None)
            is_first = len(working) == 1
        try:
            with lock:
                yield is_first
        finally:
            with self.guard:
                working.pop()
                if not working:
                    self.filling.pop(key, None)

    def remember(self, key: tuple[Any, ...], make: Callable[[], T], *topics: str) -> T:
        """Return an answer, made anew when one of its topics has changed, or the day; by default any topic counts.

        None is not kept.
        """
        full = (key, versions.of(*topics), timezone.localdate())
        found: T | None = self.get(full)
        if found is not None:
            return found
        if connection.in_atomic_block:
            # Who holds rows does not wait for others, who may wait for these rows.
            return self.make(full, make)
        with self.alone(full):
            found = self.get(full)
            return self.make(full, make) if found is None else found

    def make(self, full: Hashable, make: Callable[[], T]) -> T:
        """Work out an answer, and keep it."""
        made = make()
        if made is not None:
            self.put(full, made)
        return made


_all: list[Memory] = []
values = Memory(2_000)
"""For small answers: labels, counts, menus, pieces of pages."""
routes = Memory(20_000)
"""For the places of pages."""


def forget() -> None:
    """Forget everything in this process."""
    for memory in _all:
        with memory.guard:
            memory.kept.clear()
