"""A migrated SQLite database is kept between runs: migrating from nothing takes longer than most tests."""

import hashlib
import shutil
import sqlite3
import tempfile
from contextlib import closing
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
    """Return a file of this process alone: a copy of the kept database, or nothing yet."""
    path = Path(tempfile.mkdtemp(prefix=PREFIX)) / "test.sqlite3"
    if kept_path().exists():
        shutil.copyfile(kept_path(), path)
    return path


def is_copy(path: Path) -> bool:
    """Say whether a database is one that `take_copy` made room for."""
    return path.parent.name.startswith(PREFIX)


def keep(path: Path) -> None:
    """Keep a freshly migrated database for the next run."""
    if not kept_path().exists():
        keep_as(path, kept_path())


def keep_as(path: Path, kept: Path) -> None:
    """Keep a database under a name; older ones of its kind go."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.glob(f"{kept.name.partition('-')[0]}-*{kept.suffix}"):
        old.unlink(missing_ok=True)
    whole = path.with_name("whole.sqlite3")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(whole)) as target:
        source.backup(target)
    shutil.move(whole, kept)
