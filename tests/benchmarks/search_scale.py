"""`make bench-search-scale`: what the search costs among 100,000 texts, beside the bare engine on the same index.

Not among the other tests, because it takes minutes: on SQLite, or on the PostgreSQL that `tests.postgres` starts.
"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.benchmarks import crowd
from tests.benchmarks.filled import Rebuilt, filled, rebuilt
from tests.browser.demo import ROOT
from tests.prepared import on_sqlite

TIMES_RAW, TIMES_TWO_WORDS = 3, 5
"""How much dearer than the engine's own ranking two words may be, and a very common word than these."""
TWO_WORDS, SUGGESTION, CHANGE = 50, 30, 10
"""Milliseconds."""
PACE, GROWTH = 1_000, 1.25
"""Rows that a rebuild reads in a second, and how much more memory 100,000 may take than 10,000."""
CROWD, READERS = 3, 1
"""Seconds."""
ALONE, SMALLEST, RECOMMENDED = 1, 3, 2 * (os.cpu_count() or 1) + 1
"""Processes of the demo, whose pages wait in one row with the questions; of the smallest site, as deploy/nima.env.example
has it; and of one on this machine, as docs/deploy.md asks for."""
Times = dict[str, Any]


@pytest.fixture(scope="module")
def env() -> dict[str, str]:
    """A site with 100,000 texts."""
    return filled()


@pytest.fixture(scope="module")
def rebuilds(env: dict[str, str]) -> dict[str, Rebuilt]:
    """The index built from nothing, and built once more over itself."""
    run(env, "tests.benchmarks.search_empty")
    found = {"from nothing": rebuilt(env), "over itself": rebuilt(env, "--anew")}
    for name, one in found.items():
        memory = ", ".join(f"{megabytes:.0f} MB at {rows:,}" for rows, megabytes in sorted(one.megabytes.items()))
        print(f"\n{server()}, {name}: {one.rows:,} rows, {one.pace:,.0f} a second, {one.busy:.0f} s busy; {memory}")
    return found


@pytest.fixture(scope="module")
def times(env: dict[str, str], rebuilds: dict[str, Rebuilt]) -> Times:
    """What questions cost."""
    found: Times = json.loads(run(env, "tests.benchmarks.search_times"))
    print(f"\n{server()}, milliseconds{'p50':>32}{'p95':>9}{'busy':>9}")
    rows = {**found["searches"], **found["changes"], "a new process": found["new process"]}
    rows |= {f"while {int(notes):,} changes wait": one for notes, one in found["backlogs"].items()}
    for name, one in rows.items():
        print(f"{name:<40}{one['p50']:>12.1f}{one['p95']:>9.1f}{one['busy']:>9.1f}")
    for notes, one in found["backlogs"].items():
        print(f"the first search after {int(notes):,} changes is busy for {one['first']:.0f} ms")
    print(f"{found['new process']['texts']:,} texts take {found['new process']['megabytes']:.1f} MB of a process")
    return found


def server() -> str:
    """Return the name of the database."""
    return "SQLite" if on_sqlite() else "PostgreSQL"


def run(env: dict[str, str], module: str) -> str:
    """Return what a module says, run on the site."""
    done = subprocess.run([sys.executable, "-m", module], cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def test_a_rebuild_keeps_its_pace_and_its_memory(rebuilds: dict[str, Rebuilt]) -> None:
    assert {name: one.pace for name, one in rebuilds.items() if one.pace < PACE} == {}
    assert {name: one.growth for name, one in rebuilds.items() if one.growth > GROWTH} == {}


def test_two_words_cost_little_more_than_the_bare_engine(times: Times) -> None:
    found = times["searches"]

    assert found["two words"]["p50"] <= TIMES_RAW * found["two words, ranked by the engine"]["p50"]
    assert found["two words"]["p95"] <= TWO_WORDS


def test_a_very_common_word_costs_little_more_than_two(times: Times) -> None:
    found = times["searches"]

    assert found["very common word"]["p50"] <= TIMES_TWO_WORDS * found["two words"]["p50"]


def test_suggestions_come_at_once(times: Times) -> None:
    assert times["searches"]["suggestions"]["p95"] <= SUGGESTION


def test_a_change_is_read_at_once(times: Times) -> None:
    # A text of more different words than people use in 2,000 takes a little longer, and is only told.
    found = {name: times["changes"][name]["p50"] for name in ("a change of a practice", "a change of 2,000 words")}

    assert {name: time for name, time in found.items() if time > CHANGE} == {}


@pytest.fixture(scope="module")
def crowds(env: dict[str, str], times: Times) -> dict[int, tuple[float, float]]:
    """Seconds of dear questions and of other pages meanwhile, 95th percentiles, by the number of processes."""
    found = {}
    for processes in sorted({ALONE, SMALLEST, RECOMMENDED}):
        with crowd.serving(env, processes) as address:
            asked, pages = crowd.crowded(address, crowd.questions(times["common"]))
        found[processes] = crowd.share(asked, 0.95), crowd.share(pages, 0.95)
        print(
            f"\n{server()}, {processes} processes: {len(asked)} dear questions at once, p95 {found[processes][0]:.2f} s; "
            f"{len(pages)} other pages meanwhile, p95 {found[processes][1]:.2f} s"
        )
    return found


def test_a_crowd_is_answered_in_time(crowds: dict[int, tuple[float, float]]) -> None:
    assert {processes: asked for processes, (asked, _pages) in crowds.items() if asked > CROWD} == {}


def test_a_crowd_leaves_others_their_pages(crowds: dict[int, tuple[float, float]]) -> None:
    assert {processes: pages for processes, (_asked, pages) in crowds.items() if pages > READERS} == {}
