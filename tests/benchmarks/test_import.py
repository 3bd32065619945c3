"""Practices of 2,000 words in both languages come in from a file: against bare SQL that writes the same rows."""

import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.files import write_file
from tests.browser.demo import ROOT, environment, fill, manage

PRACTICES = 500
RATIO, MEGABYTES = 0.06, 500
"""The goals: at least so near to bare SQL, and at most so much memory."""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A demo to bring the file into."""
    env = environment(tmp_path, 0)
    path = tmp_path / "nima.sqlite3"
    fill(path, env)
    manage(env, "migrate", "-v0")
    shutil.copyfile(path, tmp_path / "before.sqlite3")
    return path


def bring_in(folder: Path) -> float:
    """Bring the file in by the command; return the seconds it took."""
    words = ["import_practices", str(folder / "practices.jsonl"), "--publish", "--as", "editor@nima.example"]
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment(folder, 0), check=True, capture_output=True
    )
    assert done.stdout.decode().strip() == f"{PRACTICES} new, 0 changed, 0 as they were."
    return time.perf_counter() - begun


def write_bare(database: Path) -> float:
    """Write every row that came in into the database of before, in one transaction; return the seconds it took."""
    connection = sqlite3.connect(database.with_name("before.sqlite3"), isolation_level=None)
    connection.execute("ATTACH ? AS filled", [str(database)])
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%PRIMARY KEY AUTOINCREMENT%'"
    names = [name for (name,) in connection.execute(tables)]
    rows = {
        name: connection.execute(f'SELECT * FROM filled."{name}" EXCEPT SELECT * FROM "{name}"').fetchall()
        for name in names
    }
    begun = time.perf_counter()
    connection.execute("BEGIN")
    for name, some in rows.items():
        if some:
            places = ", ".join("?" * len(some[0]))
            connection.executemany(f'INSERT OR REPLACE INTO "{name}" VALUES ({places})', some)
    connection.execute("COMMIT")
    return time.perf_counter() - begun


def test_a_large_file_comes_in_near_the_speed_of_bare_rows(database: Path) -> None:
    write_file(database.with_name("practices.jsonl"), PRACTICES)

    own, bare = bring_in(database.parent), write_bare(database)

    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"\n{'import of ' + str(PRACTICES):<36}{bare / own:>8.3f}{PRACTICES / own * 60:>9.0f} a minute{megabytes:>7.0f} MB"
    )
    assert bare / own >= RATIO
    assert megabytes <= MEGABYTES
