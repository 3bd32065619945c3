"""The version of what readers see: equal versions mean that nothing of it has changed in between."""

from collections.abc import Hashable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal

from django.db import connection

from caching.models import COMPLETE

Versions = Mapping[str, tuple[int | Decimal, int]]
"""Topic → its version; a topic that never changed is not in it."""

_held: ContextVar[dict[str, Versions] | None] = ContextVar("versions", default=None)
QUESTIONS = {
    "sqlite": "SELECT topic, mark, writer FROM caching_change",
    "postgresql": "SELECT topic, SUM(mark), MAX(writer) FROM caching_change GROUP BY topic",
}
"""By database; on SQLite a topic has one row, since nobody writes beside others there."""


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
        cursor.execute(QUESTIONS[connection.vendor])
        return {topic: (total, newest) for topic, total, newest in cursor.fetchall()}


def of(*topics: str) -> Hashable:
    """Return the version of some topics, or of everything; while triggers lack, one that is like no other."""
    known = now()
    if COMPLETE not in known:
        return object()
    return tuple(known.get(topic) for topic in (COMPLETE, *topics)) if topics else frozenset(known.items())


@contextmanager
def held() -> Iterator[None]:
    """Let one request that only reads see one version: what it keeps is never newer in name than in content."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)
