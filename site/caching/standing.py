"""Triggers that stand in the database under a common beginning of their names, each named after what it does."""

import hashlib
from collections.abc import Iterable
from typing import Any

STANDING = {
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid",
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
}
DROP = {
    # Some have a function of their own, of the same name.
    "postgresql": 'DROP TRIGGER {name} ON "{table}"; DROP FUNCTION IF EXISTS {name}',
    "sqlite": "DROP TRIGGER {name}",
}


def bring(connection: Any, prefix: str, definitions: Iterable[str]) -> bool:
    """Make the triggers that are missing, and remove those that nobody asks for any more; say if there were any.

    One by one, so that no two tables are locked at once. The definitions leave the name open, as `{name}`.
    """
    wanted = {name_of(prefix, text): text for text in definitions}
    there = standing(connection, prefix)
    drop(connection, {name: there[name] for name in there.keys() - wanted.keys()})
    with connection.cursor() as cursor:
        for name in wanted.keys() - there.keys():
            cursor.execute(wanted[name].format(name=name))
    return there.keys() != wanted.keys()


def standing(connection: Any, prefix: str) -> dict[str, str]:
    """Return the tables of the triggers that stand, by name."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return {name: table for name, table in cursor.fetchall() if name.startswith(prefix)}


def drop(connection: Any, triggers: dict[str, str]) -> None:
    """Take triggers away, given by name with their table."""
    with connection.cursor() as cursor:
        for name, table in triggers.items():
            cursor.execute(DROP[connection.vendor].format(name=name, table=table))


def name_of(prefix: str, text: str) -> str:
    """Return the name of a trigger, made of what it does: another definition has another name."""
    return prefix + hashlib.sha256(text.encode()).hexdigest()[:16]
