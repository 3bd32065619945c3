"""Lets the database note in `Change` when something changes that readers see, whoever writes and however.

Triggers see what signals do not: updates of many rows, raw SQL of the page tree, other programs. The mark is part of
the change's own transaction, so it is there exactly when the change is, for all processes at once.
"""

import hashlib
import secrets
from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.models import Model

from caching.models import COMPLETE, Change
from caching.tables import ONLY_WHILE, loud_columns, loud_tables

PREFIX = "notes_change_"
STANDING = {
    "postgresql": "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid",
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
}
# Numbers of 62 bits, as on PostgreSQL, where many of them are added up.
NOTE_ON_SQLITE = (
    "INSERT INTO caching_change (topic, writer, mark) VALUES ('TOPIC', 0, random() / 4) "
    "ON CONFLICT (topic, writer) DO UPDATE SET mark = excluded.mark"
)
FUNCTION = """
CREATE OR REPLACE FUNCTION note_change() RETURNS trigger AS $$
BEGIN
    INSERT INTO caching_change (topic, writer, mark)
    VALUES (TG_ARGV[0], txid_current(), (random() * 2::float8 ^ 62)::bigint)
    ON CONFLICT (topic, writer) DO UPDATE SET mark = excluded.mark;
    -- Now and then, what all running transactions have seen goes.
    IF txid_current() % 200 = 0 THEN
        DELETE FROM caching_change WHERE id IN (
            SELECT id FROM caching_change
            WHERE topic = TG_ARGV[0] AND writer < txid_snapshot_xmin(txid_current_snapshot()) - 200
            FOR UPDATE SKIP LOCKED
        );
    END IF;
    RETURN NULL;
END $$ LANGUAGE plpgsql
"""


def remove(using: str = "default", plan: Any = (), **kwargs: Any) -> None:
    """Take the triggers away before tables change, which they would stand in the way of; nothing is kept meanwhile."""
    connection = connections[using]
    if not plan or Change._meta.db_table not in connection.introspection.table_names():
        return
    Change.objects.using(using).filter(topic=COMPLETE).delete()
    with connection.cursor() as cursor:
        for name, table in standing_triggers(connection.vendor, cursor):
            drop(connection.vendor, cursor, name, table)


def install(using: str = "default", **kwargs: Any) -> None:
    """Make the triggers that are missing and remove those that no table asks for any more; then things are kept.

    One by one, so that no two tables are locked at once; a broken run leaves nothing kept, and the next one goes on.
    """
    connection = connections[using]
    if Change._meta.db_table not in connection.introspection.table_names():
        return
    wanted = {name_of(text): text for text in definitions(connection.vendor)}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        standing = dict(standing_triggers(connection.vendor, cursor))
        for name in standing.keys() - wanted.keys():
            drop(connection.vendor, cursor, name, standing[name])
        for name in wanted.keys() - standing.keys():
            cursor.execute(wanted[name].format(name=name))
    complete = Change.objects.using(using).filter(topic=COMPLETE)
    if standing.keys() != wanted.keys() or not complete.exists():
        complete.delete()
        Change.objects.using(using).create(topic=COMPLETE, writer=0, mark=secrets.randbits(60))


def drop(vendor: str, cursor: Any, name: str, table: str) -> None:
    """Take a trigger away."""
    cursor.execute(f"DROP TRIGGER {name}" + (f' ON "{table}"' if vendor == "postgresql" else ""))


def name_of(text: str) -> str:
    """Return the name of a trigger, made of what it does: another definition has another name."""
    return PREFIX + hashlib.sha256(text.encode()).hexdigest()[:16]


def standing_triggers(vendor: str, cursor: Any) -> list[tuple[str, str]]:
    """Return name and table of our triggers in the database."""
    cursor.execute(STANDING[vendor])
    return [(name, table) for name, table in cursor.fetchall() if name.startswith(PREFIX)]


def definitions(vendor: str) -> Iterator[str]:
    """Yield the definition of each trigger; its name is left open."""
    write = on_postgres if vendor == "postgresql" else on_sqlite
    for model in loud_tables():
        for event, seen in events(model):
            yield write(model, event, seen)


def events(model: type[Model]) -> Iterator[tuple[str, str]]:
    """Yield what may happen to a table's rows, each with the condition on which readers see it."""
    columns = ", ".join(f'"{name}"' for name in loud_columns(model))
    shown = ONLY_WHILE.get(model._meta.db_table, "")
    for event, rows in (("INSERT", ["NEW"]), ("DELETE", ["OLD"]), (f"UPDATE OF {columns}", ["OLD", "NEW"])):
        yield event, " OR ".join(f'{row}."{shown}"' for row in rows) if shown else ""


def on_sqlite(model: type[Model], event: str, seen: str) -> str:
    """Return a trigger that replaces the mark of the topic."""
    when = f" WHEN {seen}" if seen else ""
    note = NOTE_ON_SQLITE.replace("TOPIC", model._meta.app_label)
    return f'CREATE TRIGGER {{name}} AFTER {event} ON "{model._meta.db_table}"{when} BEGIN {note}; END'


def on_postgres(model: type[Model], event: str, seen: str) -> str:
    """Return a trigger that notes the transaction: once for a statement, unless rows must be looked at."""
    each = f"ROW WHEN ({seen})" if seen else "STATEMENT"
    return (
        f'CREATE TRIGGER {{name}} AFTER {event} ON "{model._meta.db_table}" FOR EACH {each} '
        f"EXECUTE FUNCTION note_change('{model._meta.app_label}')"
    )
