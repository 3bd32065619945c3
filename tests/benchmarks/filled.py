"""A site with a hundred thousand texts, made and read into the index of the search by the commands that sites have."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.served import KEPT
from tests.browser.demo import ROOT, environment, fill, free_port, load, manage
from tests.prepared import on_sqlite

PRACTICES = 50_000
"""Each in two languages, which makes 100,000 texts."""
EARLY = 10_000
ROWS = re.compile(rb"(\d+)/\d+ rows read")
PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass(frozen=True)
class Rebuilt:
    """What a rebuild took: rows, seconds, those of them in which its process computed, and most memory in megabytes."""

    rows: int
    seconds: float
    busy: float
    megabytes: dict[int, float]
    """By the number of rows that were read."""

    @property
    def pace(self) -> float:
        """Return how many rows it read in a second."""
        return self.rows / self.seconds

    @property
    def growth(self) -> float:
        """Return how much more memory it had at its end than when it had read 10,000 rows."""
        early = [megabytes for rows, megabytes in self.megabytes.items() if rows >= EARLY]
        return max(early) / early[0]


def filled() -> dict[str, str]:
    """Return the environment of a site with so many practices; on SQLite, what an earlier run made is taken further."""
    folder = KEPT / "search"
    env = environment(folder, free_port())
    if on_sqlite():
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "nima.sqlite3").exists():
            fill(folder / "nima.sqlite3", env)
        manage(env, "migrate", "-v0")
    else:
        env |= {"DATABASE_URL": os.environ["DATABASE_URL"]}  # noqa: TID251 - where tests.postgres serves
        load(env)
    manage(env, "scale_data", "--practices", str(PRACTICES))
    os.sync()
    return env


def rebuilt(env: dict[str, str], *options: str) -> Rebuilt:
    """Build the index by the command, alone in its process; what it took is what the system counted of it."""
    begun, memory, rows = time.perf_counter(), dict[int, float](), 0
    command = [sys.executable, "manage.py", "search_rebuild", *options]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE)
    assert process.stdout
    with process.stdout as said:
        for line in said:
            if found := ROWS.search(line):
                rows = int(found[1])
                memory[rows] = peak_of(process.pid)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    memory[rows] = used.ru_maxrss / 1024
    return Rebuilt(rows, time.perf_counter() - begun, used.ru_utime + used.ru_stime, memory)


def peak_of(pid: int) -> float:
    """Return the most memory that a process has had up to now, in megabytes."""
    found = PEAK.search(Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else 0.0
