"""Many people who ask the dearest questions at once, while others read pages (case S06)."""

import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import quote

from tests.browser.demo import ROOT, wait_for

CROWD, READERS = 50, 4
PAGES = ("/el/", "/en/", "/el/kales-praktikes/", "/en/good-practices/?country=gr")
LONGEST = 190
"""Characters of a question; the page reads no more than 200."""
WARMING, ROUNDS = 4, 3
"""Readers for each process who warm it, and how often they read all pages."""
PATIENCE = 120
"""Seconds after which nobody waits any more."""


@contextmanager
def serving(env: dict[str, str], processes: int) -> Iterator[str]:
    """Yield the address of a site that some processes of gunicorn serve, each of which knows its texts and shelves."""
    address = env["BASE_URL"].removeprefix("http://")
    server = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "--max-requests", "0", "--bind", address]
    process = subprocess.Popen(server, cwd=ROOT, env=env | {"WEB_CONCURRENCY": str(processes)})
    try:
        wait_for(f"{env['BASE_URL']}/-/ready")
        warm(env["BASE_URL"], processes)
        yield env["BASE_URL"]
    finally:
        process.terminate()
        process.wait(timeout=20)


def warm(address: str, processes: int) -> None:
    """Let every process answer each kind of page: so many readers come at once that none of them is left out."""
    urls = [f"{address}{page}" for page in (*PAGES, "/el/search/?q=a")]
    with ThreadPoolExecutor(WARMING * processes) as readers:
        for _round in range(ROUNDS):
            list(readers.map(seconds, urls * WARMING * processes))


def seconds(url: str) -> float:
    """Return how long an answer takes; anything but a good one is an error."""
    begun = time.perf_counter()
    with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
        answer.read()
    return time.perf_counter() - begun


def crowded(address: str, questions: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return the seconds of all questions, asked at once, and those of the pages that others read meanwhile."""
    over = threading.Event()
    with ThreadPoolExecutor(READERS) as readers:
        pages = [readers.submit(read, address, place, over) for place in range(READERS)]
        with ThreadPoolExecutor(len(questions)) as crowd:
            asked = list(crowd.map(lambda words: seconds(f"{address}/el/search/?q={quote(words)}"), questions))
        over.set()
    return asked, [one for page in pages for one in page.result()]


def read(address: str, place: int, over: threading.Event) -> list[float]:
    """Read one page after another until it is over; return the seconds of each."""
    found: list[float] = []
    while not over.is_set():
        found.append(seconds(address + PAGES[(place + len(found)) % len(PAGES)]))
    return found


def questions(common: Sequence[str]) -> list[str]:
    """Return a question for everybody: very common words beside words with a slip, as many as the page reads."""
    found: list[str] = []
    for place in range(CROWD):
        turned = [common[(place + step) % len(common)] for step in range(len(common))]
        slips = [word[: 2 + place % 3] + "ξ" + word[2 + place % 3 :] for word in turned if len(word) > 6]
        words = [word for pair in zip(turned, slips, strict=False) for word in pair]
        found.append(" ".join(words)[:LONGEST])
    return found


def share(found: list[float], part: float) -> float:
    """Return the time that a part of all stay below."""
    return sorted(found)[min(len(found) - 1, int(len(found) * part))]
