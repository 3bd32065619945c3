"""Many searches at once keep nobody from reading: each kind of request waits in a row of its own (case S06)."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from config.worker import TwoRows

PAGE, SEARCH = b"GET /el/ HTTP/1.1\r\n", b"GET /el/search/?q=%CE%BA HTTP/1.1\r\n"
PATIENCE = 10
"""Seconds after which nobody waits any more."""
Come = Callable[..., Any]


@pytest.fixture
def conn() -> Iterator[Come]:
    """Return connections over which something came."""
    with ExitStack() as closing:

        def come(*sent: bytes) -> Any:
            ours, theirs = map(closing.enter_context, socket.socketpair())
            for piece in sent:
                theirs.sendall(piece)
            return SimpleNamespace(sock=ours, theirs=theirs)

        yield come


@pytest.fixture
def rows() -> Iterator[TwoRows]:
    """Rows of one thread each."""
    found = TwoRows(1)
    yield found
    found.shutdown()


@pytest.fixture
def busy(rows: TwoRows, conn: Come) -> Iterator[Event]:
    """A search that takes until somebody says so."""
    done = Event()
    rows.submit(lambda _conn: done.wait(PATIENCE), conn(SEARCH))
    yield done
    done.set()


def answer(conn: Any) -> bytes:
    """Return what a request says, as whoever answers it reads it."""
    found: bytes = conn.sock.recv(1000)
    return found


@pytest.mark.parametrize(
    "request_", [PAGE, b"GET /el/search/?sort=q= HTTP/1.1\r\n", b"GET /el/search/?q= HTTP/1.1\r\n"]
)
def test_a_page_does_not_wait_for_searches(rows: TwoRows, conn: Come, busy: Event, request_: bytes) -> None:
    assert rows.submit(answer, conn(request_)).result(PATIENCE) == request_
    assert not busy.is_set()


@pytest.mark.parametrize("request_", [SEARCH, b"GET /en/good-practices/?country=gr&q=housing HTTP/1.1\r\n"])
def test_a_search_waits_for_other_searches(rows: TwoRows, conn: Come, busy: Event, request_: bytes) -> None:
    waiting = rows.submit(answer, conn(request_))
    page = rows.submit(answer, conn(PAGE)).result(PATIENCE)
    before = waiting.done()
    busy.set()

    assert (page, before, waiting.result(PATIENCE)) == (PAGE, False, request_)


def test_who_has_sent_nothing_yet_waits_with_the_pages(rows: TwoRows, conn: Come, busy: Event) -> None:
    late = conn()
    answered = rows.submit(answer, late)
    late.theirs.sendall(SEARCH)

    assert (answered.result(PATIENCE), busy.is_set()) == (SEARCH, False)


def test_who_has_gone_away_is_left_to_the_thread(rows: TwoRows, conn: Come) -> None:
    gone = conn()
    gone.sock.close()

    assert rows.submit(lambda conn: conn.sock.fileno(), gone).result(PATIENCE) == -1
