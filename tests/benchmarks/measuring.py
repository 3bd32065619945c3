"""Times a page against the bare view that returns the same bytes, both on the same server in the same run."""

import json
import statistics
import time
from dataclasses import asdict, dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

ROUNDS = 500
"""So many that two runs on a quiet machine agree within three hundredths."""
WARM = 3
RESULTS = Path(__file__).resolve().parents[2] / "bench.json"
ANEW = "?anew=1"
"""A parameter that no page knows: such an answer is never kept whole."""


@dataclass(frozen=True)
class Measured:
    """One page: `ratio` to the bare view (1 is as fast), median in milliseconds, queries, kilobytes of HTML.

    Cold is the same of a process that remembers nothing, as after a change or a start.
    """

    name: str
    ratio: float
    p50: float
    queries: int
    p50_cold: float
    queries_cold: int
    kilobytes: float


class Site:
    """A server that answers over one connection, as browsers ask."""

    def __init__(self, address: str, pages: Path) -> None:
        self.connection = HTTPConnection(address, timeout=60)
        self.pages = pages

    def close(self) -> None:
        """Hang up."""
        self.connection.close()

    def ask(self, address: str, **headers: str) -> tuple[HTTPResponse, bytes]:
        """Return an answer and its bytes."""
        self.connection.request("GET", address, headers=headers)
        response = self.connection.getresponse()
        return response, response.read()

    def measure(self, name: str, address: str, holds: str) -> Measured:
        """Measure one page; it must hold what it should, or the numbers mean nothing."""
        for _time in range(WARM):
            response, body = self.ask(address)
        assert response.status == 200
        assert holds in body.decode()
        key = f"{len(body)}-{abs(hash(address))}"
        (self.pages / key).write_bytes(body)
        self.ask(f"/bare/{key}/")
        cold = [self.count(address, "cold") for _time in range(WARM)]
        for _time in range(WARM):
            self.ask(address)
        own, bare = self.alternately(address, f"/bare/{key}/")
        return Measured(
            name=name,
            ratio=round(bare / own, 3),
            p50=round(own * 1000, 2),
            queries=self.count(address, "warm")[0],
            p50_cold=round(statistics.median(seconds for _queries, seconds in cold) * 1000, 1),
            queries_cold=cold[0][0],
            kilobytes=round(len(body) / 1000, 1),
        )

    def count(self, address: str, state: str) -> tuple[int, float]:
        """Return queries and seconds of a process that remembers what it knows, or nothing."""
        start = time.perf_counter()
        response, _body = self.ask(address, **{"X-Count": state})
        return int(response.headers["X-Queries"]), time.perf_counter() - start

    def alternately(self, *addresses: str) -> list[float]:
        """Return the median seconds of each address, asked in turn so that a busy machine is busy for all."""
        times: dict[str, list[float]] = {address: [] for address in addresses}
        for _round in range(ROUNDS):
            for address, found in times.items():
                start = time.perf_counter()
                self.ask(address)
                found.append(time.perf_counter() - start)
        return [statistics.median(found) for found in times.values()]


def report(measured: list[Measured]) -> None:
    """Print the table, and keep it as JSON."""
    RESULTS.write_text(json.dumps([asdict(one) for one in measured], indent=2))
    print(f"\n{'work':<36}{'ratio':>8}{'p50 ms':>9}{'queries':>9}{'cold ms':>9}{'queries':>9}{'kB':>7}")
    for one in measured:
        cold = f"{one.p50_cold:>9}{one.queries_cold:>9}"
        print(f"{one.name:<36}{one.ratio:>8}{one.p50:>9}{one.queries:>9}{cold}{one.kilobytes:>7}")
