"""gunicorn's worker with two rows of people who wait: many searches at once keep nobody from reading (case S06)."""

import re
import socket
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

SEARCH = re.compile(rb"GET [^ ?]*\?(?:[^ ]*&)?q=[^ &]")
"""How a request begins that asks for words."""
BEGINNING = 4_000
"""Bytes of a request that are looked at; gunicorn takes no longer first line."""


class FairWorker(ThreadWorker):
    """Serves searches and all else in rows of their own."""

    def get_thread_pool(self) -> "TwoRows":
        """Return what answers requests."""
        return TwoRows(self.cfg.threads)


class TwoRows(Executor):
    """As many threads for searches, each of which takes as long as ten kept pages, as for all else."""

    def __init__(self, threads: int) -> None:
        self.searches, self.others = ThreadPoolExecutor(threads), ThreadPoolExecutor(threads)

    def submit(self, work: Callable[..., Any], conn: TConn, /) -> "Future[Any]":  # type: ignore[override]  # gunicorn gives just these
        """Let a request be answered by a thread of its row."""
        row = self.searches if SEARCH.match(begun(conn.sock)) else self.others
        return row.submit(work, conn)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the threads end."""
        for row in (self.searches, self.others):
            row.shutdown(wait, cancel_futures=cancel_futures)


def begun(sock: socket.socket) -> bytes:
    """Return how a request begins, without taking it; nothing if it is still under way, as where nobody waits."""
    try:
        return sock.recv(BEGINNING, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return b""
