"""Sorts what waits into a GIN index of PostgreSQL: at once, or beside who writes on."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

SORT_IN = "SELECT gin_clean_pending_list('{table}_gin')"


def sort_in(table: str) -> None:
    """Sort in what waits, or let it be sorted in beside, after what was to be sorted in before."""
    beside = _beside.get()
    if beside is None:
        clean(table)
    else:
        beside.sort_in(table)


def clean(table: str) -> None:
    """Sort in what waits; it belongs to no transaction."""
    with connection.cursor() as cursor:
        cursor.execute(SORT_IN.format(table=table))


def leave() -> None:
    """Close the connection of this thread."""
    connection.close()


@contextmanager
def sorting_beside() -> Iterator[None]:
    """Let a thread sort in, which takes a sixth of a rebuild; in the end all is sorted in."""
    beside = Beside()
    token = _beside.set(beside)
    try:
        yield
    finally:
        _beside.reset(token)
        beside.end()


class Beside:
    """A thread with a connection of its own, once there is anything to do."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1)
        self.last: Future[None] | None = None

    def sort_in(self, table: str) -> None:
        """Let it go on with a table; what went wrong before is raised here."""
        self.wait()
        self.last = self.thread.submit(clean, table)

    def wait(self) -> None:
        """Wait until it is done."""
        if self.last:
            self.last.result()

    def end(self) -> None:
        """Wait for the last, and close the connection."""
        try:
            self.wait()
        finally:
            if self.last:
                self.thread.submit(leave).result()
            self.thread.shutdown()


_beside: ContextVar[Beside | None] = ContextVar("beside", default=None)
