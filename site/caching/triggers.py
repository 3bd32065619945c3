"""Lets the database note in `Change` when something changes that readers see, whoever writes and however.

Triggers see what signals do not: updates of many rows, raw SQL of the page tree, other programs. The mark is part of
the change's own transaction, so it is there exactly when the change is, for all processes at once.
"""

import secrets
from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.models import Model

from caching.models import COMPLETE, Change
from caching.standing import bring, drop, standing
from caching.tables import ONLY_WHILE, loud_columns, loud_tables

PREFIX = "notes_change_"
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
    -- Now and then, what all running transactions have seen goes: each reader adds the rows up, and this is a change
    -- anyway. By chance: where each change is followed by another transaction, all have odd numbers, or all have even.
    IF random() < 0.1 THEN
        DELETE FROM caching_change WHERE id IN (
            SELECT id FROM caching_change
            WHERE topic = TG_ARGV[0] AND writer < txid_snapshot_xmin(txid_current_snapshot())
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
    drop(connection, standing(connection, PREFIX))


def install(using: str = "default", **kwargs: Any) -> None:
    """Bring the triggers to those of today; then things are kept.

    A broken run leaves nothing kept, and the next one goes on.
    """
    connection = connections[using]
    if Change._meta.db_table not in connection.introspection.table_names():
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(FUNCTION)
    is_changed = bring(connection, PREFIX, definitions(connection.vendor))
    complete = Change.objects.using(using).filter(topic=COMPLETE)
    if is_changed or not complete.exists():
        complete.delete()
        Change.objects.using(using).create(topic=COMPLETE, writer=0, mark=secrets.randbits(60))


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
