"""A migrated SQLite database is kept between runs: migrating from nothing takes longer than most tests."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "tests"
PREFIX = "nima-tests-"
MAKERS = (
    "requirements.lock",
    "network_members/permissions.py",
    "network_members/roles.py",
    "site/caching/tables.py",
    "site/caching/triggers.py",
    "site/caching/standing.py",
    "search/noting.py",
    "search/pages.py",
    *(str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("*/**/findable.py")) if ".venv" not in path.parts),
    *(str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("search/found/*.py"))),
)
"""Files beside the migrations that decide what a new database holds."""


def on_sqlite() -> bool:
    """Say whether the tests run on SQLite."""
    return "sqlite3" in settings.DATABASES["default"]["ENGINE"]


def kept_path() -> Path:
    """Return where the database of today's migrations is kept."""
    migrations = sorted(path for path in ROOT.glob("*/**/migrations/*.py") if ".venv" not in path.parts)
    known = hashlib.sha256()
    for path in (*migrations, *(ROOT / name for name in MAKERS)):
        known.update(path.read_bytes())
    return KEPT / f"migrated-{known.hexdigest()[:16]}.sqlite3"


def take_copy() -> Path:
    """Return a file of this process alone: a copy of the kept database."""
    path = Path(tempfile.mkdtemp(prefix=PREFIX)) / "test.sqlite3"
    copy_to(path)
    return path


def copy_to(path: Path) -> None:
    """Copy the kept database to a place; whoever comes first makes it, and the others wait for it."""
    with one_at_a_time("migrating"):
        if not kept_path().exists():
            migrate(f"sqlite:///{path}")
            keep_as(path, kept_path())
        shutil.copyfile(kept_path(), path)


def migrate(url: str) -> None:
    """Migrate an empty database, unmeasured and in a process of its own."""
    env = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Let other processes that do the same wait until this one is done."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_copy(path: Path) -> bool:
    """Say whether a database is one that `take_copy` made room for."""
    return path.parent.name.startswith(PREFIX)


def keep_as(path: Path, kept: Path) -> None:
    """Keep a database under a name; older ones of its kind go."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.glob(f"{kept.name.partition('-')[0]}-*{kept.suffix}"):
        old.unlink(missing_ok=True)
    whole = path.with_name("whole.sqlite3")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(whole)) as target:
        source.backup(target)
    shutil.move(whole, kept)


if __name__ == "__main__":
    shutil.rmtree(take_copy().parent)
