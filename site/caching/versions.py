"""The version of what readers see: equal versions mean that nothing of it has changed in between."""

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

from caching.models import COMPLETE

Versions = Mapping[str, tuple[int, int]]
"""Topic → its version; a topic that never changed is not in it."""

_held: ContextVar[dict[str, Versions] | None] = ContextVar("versions", default=None)
QUESTION = "SELECT topic, SUM(mark), MAX(writer) FROM caching_change GROUP BY topic"


def now() -> Versions:
    """Return the versions of all topics, in one query; within `held` they are asked once."""
    held = _held.get()
    if held is None:
        return ask()
    if "all" not in held:
        held["all"] = ask()
    return held["all"]


def ask() -> Versions:
    """Ask the database; every change that becomes visible changes the sum of the marks."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        return {topic: (int(total), int(newest)) for topic, total, newest in cursor.fetchall()}


def of(*topics: str) -> Hashable:
    """Return the version of some topics, or of everything; while triggers lack, one that is like no other."""
    known = now()
    if COMPLETE not in known:
        return object()
    return tuple(known.get(topic) for topic in (COMPLETE, *(topics or sorted(known))))


@contextmanager
def held() -> Iterator[None]:
    """Let one request that only reads see one version: what it keeps is never newer in name than in content."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)
