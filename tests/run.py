"""All checks and tests: on SQLite, on PostgreSQL, in a browser; the last line adds the tests up as pytest does."""

import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests import coverage_goals
from tests.elastic import home
from tests.elastic.__main__ import addresses
from tests.elastic.nodes import Cluster, launched
from tests.postgres import find_programs, migrated_postgres

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "var" / "tests"
IN_CHUNKS = ("-n", "2", "--maxschedchunk=50")
ONE_BY_ONE = ("-n", "2", "--maxschedchunk=1")
"""Where tests take long, no process hoards them while the other one has nothing left to do."""
WITHOUT_SERVER = ("--ignore=tests/browser", "--ignore=tests/benchmarks")
WITH_BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}
"""Every process of ours compiles rooms and rewrites tests anew unless one may leave them for the next."""
CHECKS = ("make", "--no-print-directory", "check")
WORDS = {"failures": "failed", "passed": "passed", "skipped": "skipped", "errors": "errors"}


def main() -> int:
    """Run all tests, whatever fails on the way, once the checks have passed."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    # Types and documents keep one core busy as long as the databases keep the other.
    with subprocess.Popen(CHECKS, cwd=ROOT, env=os.environ | WITH_BYTECODE) as checks, prepared_databases() as url:
        if checks.wait() != 0:
            print("Failed: the checks, so no test ran.")
            return 1
        failed = [name for name, run in RUNS.items() if run(url) != 0]
    shortfall = coverage_goals.shortfalls()
    print(*shortfall, sep="\n")
    print(f"Failed: {', '.join(failed)}" if failed else "Every run passed.")
    print(summary(sum(map(read_result, RUNS), Counter()), time.monotonic() - started))
    return 1 if failed or shortfall else 0


@contextmanager
def prepared_databases() -> Iterator[str]:
    """Yield the address of PostgreSQL, if there is one; SQLite migrates beside it, then the demo is loaded.

    A node of Elasticsearch starts beside them too.
    """
    with ExitStack() as stack:
        sqlite = stack.enter_context(start("tests.prepared"))
        elastic = stack.enter_context(launched()) if home.is_to_be_had() else None
        url = stack.enter_context(migrated_postgres()) if find_programs() else ""
        sqlite.wait()
        share(elastic)
        stack.enter_context(start("tests.browser.demo"))
        yield url


def share(elastic: Cluster | None) -> None:
    """Tell every run where the node is that all share, once it answers."""
    if elastic:
        elastic.wait()
        os.environ.update(addresses(elastic.urls))


def start(module: str) -> "subprocess.Popen[bytes]":
    """Run a module beside us."""
    return subprocess.Popen([sys.executable, "-m", module], cwd=ROOT, env=os.environ | WITH_BYTECODE)


def on_sqlite(url: str) -> int:
    """Run all tests but the browser's, and measure which branches they take."""
    coverage_goals.forget()
    return run_pytest("SQLite", {}, *IN_CHUNKS, "-p", "tests.measured", *WITHOUT_SERVER, "tests")


def on_postgres(url: str) -> int:
    """Run the tests that ask the database again, on PostgreSQL."""
    if not url:
        return left_out("PostgreSQL")
    return run_pytest(
        "PostgreSQL", {"DATABASE_URL": url}, *IN_CHUNKS, "-p", "tests.asks_database", *WITHOUT_SERVER, "tests"
    )


def in_browser(url: str) -> int:
    """Run the tests that read a running demo in headless Chromium."""
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        return left_out("Browser")
    return run_pytest("Browser", {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}, *ONE_BY_ONE, "tests/browser")


RUNS = {"SQLite": on_sqlite, "PostgreSQL": on_postgres, "Browser": in_browser}


def left_out(name: str) -> int:
    """Say that a run cannot be; the set-up has failed already where that matters."""
    print(f"\nNima: left out the tests on {name}, which this machine does not have.")
    result_of(name).unlink(missing_ok=True)
    return 0


def run_pytest(name: str, environment: dict[str, str], *arguments: str) -> int:
    """Run pytest in a process of its own."""
    print(f"\n--- {name} ---", flush=True)
    result_of(name).unlink(missing_ok=True)
    words = [sys.executable, "-m", "pytest", "-q", f"--junitxml={result_of(name)}", *arguments]
    return subprocess.call(words, cwd=ROOT, env=os.environ | WITH_BYTECODE | environment)


def result_of(name: str) -> Path:
    """Return the file in which a run leaves its numbers."""
    return RESULTS / f"{name.lower()}.xml"


def read_result(name: str) -> Counter[str]:
    """Return how many tests of a run passed, failed, were skipped or broke."""
    path = result_of(name)
    if not path.exists():
        return Counter()
    suites = list(ElementTree.parse(path).iter("testsuite"))
    counts = Counter(
        {word: sum(int(suite.get(word, 0)) for suite in suites) for word in ("failures", "errors", "skipped")}
    )
    counts["passed"] = sum(int(suite.get("tests", 0)) for suite in suites) - counts.total()
    return counts


def summary(counts: Counter[str], seconds: float) -> str:
    """Return one line in pytest's own form."""
    parts = [f"{counts[key]} {word}" for key, word in WORDS.items() if counts[key]]
    return f" {', '.join(parts) or 'no tests ran'} in {seconds:.2f}s ".center(80, "=")


if __name__ == "__main__":
    sys.exit(main())
