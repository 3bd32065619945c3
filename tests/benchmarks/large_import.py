"""`make bench-import`: 5,000 practices of 2,000 words in each language come in and are published, as on a real site.

Not among the other tests, because it takes minutes: on SQLite, or on the PostgreSQL that `tests.postgres` starts.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.benchmarks.files import write_file
from tests.browser.demo import ROOT, environment, fill, load, manage
from tests.prepared import on_sqlite

PRACTICES = 5_000
SECONDS, MEGABYTES = 300, 500
"""The goals: at most so long on two cores, and less memory than that."""
SHELF_QUERIES = 2
"""What filling the shelf of a library takes, however many practices there are."""
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "only-for-one-benchmark-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "nima.example",
    "BASE_URL": "https://nima.example",
    "TRUSTED_PROXIES": "0",
    "EMAIL_URL": "smtp://127.0.0.1:9",
    "SINGLE_MACHINE": "1",
}


@dataclass(frozen=True)
class Taken:
    """What an import said, and what it took."""

    said: str
    seconds: float
    busy: float
    """Seconds of them in which it computed: a machine that others use too makes the rest longer."""
    megabytes: float


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """A demo to bring the file into, seen with the settings of a real site."""
    demo = environment(tmp_path, 0)
    if on_sqlite():
        fill(tmp_path / "nima.sqlite3", demo)
    else:
        demo |= {"DATABASE_URL": os.environ["DATABASE_URL"]}  # noqa: TID251 - where tests.postgres serves
        load(demo)
    real = demo | PRODUCTION
    manage(real, "createcachetable")
    return real


def bring_in(path: Path, env: dict[str, str]) -> Taken:
    """Bring the file in by the command, alone in its process; what it took is what the system counted of it."""
    words = [sys.executable, "manage.py", "import_practices", str(path), "--publish", "--as", "editor@nima.example"]
    said, progress, begun = path.with_suffix(".said"), path.with_suffix(".progress"), time.perf_counter()
    with said.open("wb") as out, progress.open("wb") as err:
        process = subprocess.Popen(words, cwd=ROOT, env=env, stdout=out, stderr=err)
        _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, progress.read_text()
    seconds = time.perf_counter() - begun
    return Taken(said.read_text().strip(), seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def test_five_thousand_practices_come_in_within_five_minutes(tmp_path: Path, env: dict[str, str]) -> None:
    write_file(tmp_path / "practices.jsonl", PRACTICES)

    taken = bring_in(tmp_path / "practices.jsonl", env)

    server = "SQLite" if on_sqlite() else "PostgreSQL"
    print(f"\n{server}: {taken.said} {taken.seconds:.0f} s, {taken.busy:.0f} s busy, {taken.megabytes:.0f} MB")
    assert taken.said == f"{PRACTICES} new, 0 changed, 0 as they were."
    words = [sys.executable, "-m", "tests.benchmarks.counted"]
    done = subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True)
    found = json.loads(done.stdout)
    assert {language: one["shelf"] for language, one in found.items()} == {
        language: one["sql"] for language, one in found.items()
    }
    assert all(one["shelf"][0][0] > PRACTICES for one in found.values())
    assert {one["queries"] for one in found.values()} == {SHELF_QUERIES}
    assert (taken.seconds <= SECONDS, taken.megabytes < MEGABYTES) == (True, True)
