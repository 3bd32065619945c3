"""Times a page against the bare view that returns the same bytes, both in the same run."""

import json
import statistics
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.bare import PAGES

ROUNDS = 40
RESULTS = Path(__file__).resolve().parents[2] / "var" / "bench.json"


@dataclass(frozen=True)
class Measured:
    """One page: `ratio` to the bare view (1 is as fast), median in milliseconds, queries, kilobytes of HTML."""

    name: str
    ratio: float
    p50: float
    queries: int
    kilobytes: float


def measure(client: Client, name: str, address: str, holds: str) -> Measured:
    """Measure one page; it must hold what it should, or the numbers mean nothing."""
    page = client.get(address)
    assert page.status_code == 200
    assert holds in page.content.decode()
    PAGES[name] = page.content
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    queries = len(captured)
    own, bare = alternately(client, address, f"/bare/{name}/")
    return Measured(name, round(bare / own, 3), round(own * 1000, 1), queries, round(len(page.content) / 1000, 1))


def alternately(client: Client, *addresses: str) -> list[float]:
    """Return the median seconds of each address, asked in turn so that a busy machine is busy for all."""
    times: dict[str, list[float]] = {address: [] for address in addresses}
    for _round in range(ROUNDS):
        for address, found in times.items():
            start = time.perf_counter()
            client.get(address)
            found.append(time.perf_counter() - start)
    return [statistics.median(found) for found in times.values()]


def report(measured: list[Measured]) -> None:
    """Print the table, and keep it as JSON."""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(one) for one in measured], indent=2))
    print(f"\n{'page':<28}{'ratio':>8}{'p50 ms':>9}{'queries':>9}{'kB':>7}")
    for one in measured:
        print(f"{one.name:<28}{one.ratio:>8}{one.p50:>9}{one.queries:>9}{one.kilobytes:>7}")
