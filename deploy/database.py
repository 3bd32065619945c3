"""Dumps and loads the site's database, on PostgreSQL or SQLite: `python -m deploy.database dump|load|name|media`."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

Database = dict[str, Any]


def main(verb: str, *path: str) -> None:
    """Do what was asked with the database of the settings."""
    database: Database = settings.DATABASES["default"]
    on_sqlite = "sqlite3" in database["ENGINE"]
    if verb in ("name", "media"):
        print(Path(database["NAME"]).name if verb == "name" else settings.MEDIA_ROOT)
    elif verb == "dump":
        (dump_sqlite if on_sqlite else dump_postgres)(database, Path(*path))
    else:
        (load_sqlite if on_sqlite else load_postgres)(database, Path(*path))


def dump_sqlite(database: Database, path: Path) -> None:
    """Copy a database that may be in use."""
    copy_sqlite(Path(database["NAME"]), path)


def load_sqlite(database: Database, path: Path) -> None:
    """Replace a database by a copy."""
    copy_sqlite(path, Path(database["NAME"]))


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy page by page under SQLite's own locks."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def dump_postgres(database: Database, path: Path) -> None:
    """Write PostgreSQL's own archive."""
    call(database, "pg_dump", "--format=custom", f"--file={path}", "--no-owner")


def load_postgres(database: Database, path: Path) -> None:
    """Replace all tables, or none."""
    empty = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
    call(database, "pg_restore", "--list", str(path), "--file=/dev/null")
    call(database, "psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-c", empty)
    call(database, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--dbname", "", str(path))


def call(database: Database, *words: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, where other users cannot read it."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    access = {name: str(database[key]) for name, key in names.items() if database.get(key)}
    subprocess.run([word or access["PGDATABASE"] for word in words], env=os.environ | access, check=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except ImproperlyConfigured as reason:
        sys.exit(f"Nima: {reason}")
