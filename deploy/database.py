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
    """Copy page by page under SQLite's own locks, if the source is whole."""
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as old:
        if old.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        with closing(sqlite3.connect(target)) as new:
            old.backup(new)


def dump_postgres(database: Database, path: Path) -> None:
    """Write PostgreSQL's own archive."""
    call(database, "pg_dump", "--format=custom", f"--file={path}", "--no-owner")


def load_postgres(database: Database, path: Path) -> None:
    """Replace all tables, or none: emptying and filling are one transaction."""
    script = path.with_suffix(".sql")
    call(database, "pg_restore", "--no-owner", f"--file={script}", str(path))
    quietly = ("--quiet", "--no-psqlrc", "--output=/dev/null", "-v", "ON_ERROR_STOP=1", "--single-transaction")
    empty = "SET client_min_messages = warning; DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
    call(database, "psql", *quietly, "-c", empty, "-f", str(script))


def call(database: Database, *words: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, where other users cannot read it."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    access = {name: str(database[key]) for name, key in names.items() if database.get(key)}
    subprocess.run(words, env=os.environ | access, check=True)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except ImproperlyConfigured as reason:
        sys.exit(f"Nima: {reason}")
    except sqlite3.DatabaseError as fault:
        sys.exit(f"Nima: the database cannot be read ({fault}), so nothing was changed.")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Nima: {failed.cmd[0]} failed, so nothing was changed; the lines above say why.")
