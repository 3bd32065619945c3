"""Lets the database note which rows have to be read anew for the index, whoever writes and however.

As `caching.triggers` does: a note is part of the change's own transaction, so it is there exactly when the change is.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connections

from caching.standing import bring, drop, standing
from caching.tables import loud_columns
from search.kinds import Source, kinds
from search.models import Note

PREFIX = "notes_search_"
ON_SQLITE = """CREATE TRIGGER {{name}} AFTER {event} ON "{table}" BEGIN {notes} END"""
NOTE = (
    "INSERT INTO search_note (source, number, writer) SELECT '{source}', {row}.\"{column}\", {writer} "
    'WHERE {row}."{column}" IS NOT NULL{moved} ON CONFLICT DO NOTHING;'
)
MOVED = """ AND OLD."{column}" <> NEW."{column}\""""
ON_POSTGRES = """
CREATE FUNCTION {{name}}() RETURNS trigger AS $$ BEGIN {notes} RETURN NULL; END $$ LANGUAGE plpgsql;
CREATE TRIGGER {{name}} AFTER {event} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {{name}}()
"""
WRITE = {"sqlite": ON_SQLITE, "postgresql": ON_POSTGRES}
# Only what a transaction has noted itself stands for its next changes: the notes of others may be read before them.
WRITER = {"sqlite": "0", "postgresql": "txid_current()"}


def remove(using: str = "default", plan: Any = (), **kwargs: Any) -> None:
    """Take the triggers away before tables change, which they would stand in the way of."""
    connection = connections[using]
    if plan and Note._meta.db_table in connection.introspection.table_names():
        drop(connection, standing(connection, PREFIX))


def install(using: str = "default", **kwargs: Any) -> None:
    """Bring the triggers to those that the kinds of things ask for."""
    connection = connections[using]
    if Note._meta.db_table in connection.introspection.table_names():
        bring(connection, PREFIX, definitions(connection.vendor))


def sources() -> set[Source]:
    """Return the tables on which the index depends; several kinds may depend on one."""
    return {source for kind in kinds().values() for source in kind.sources}


def definitions(vendor: str) -> Iterator[str]:
    """Yield the definition of each trigger; its name is left open."""
    asked = {(source.table, source.column, source.columns, source.name) for source in sources()}
    for table, column, columns, name in sorted(asked):
        for event, rows in events(table, columns):
            notes = " ".join(note(vendor, name, column, row, moved=len(rows) > 1 and row == "OLD") for row in rows)
            yield WRITE[vendor].format(event=event, table=table, notes=notes)


def note(vendor: str, name: str, column: str, row: str, *, moved: bool) -> str:
    """Return the statement that notes one side of a change; the old one counts only where it was another row's."""
    condition = MOVED.format(column=column) if moved else ""
    return NOTE.format(source=name, row=row, column=column, writer=WRITER[vendor], moved=condition)


def events(table: str, columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield what may happen to a table's rows, with the sides of the change that are noted."""
    named = ", ".join(f'"{name}"' for name in columns or loud_columns(model_of(table)))
    yield "INSERT", ["NEW"]
    yield "DELETE", ["OLD"]
    yield f"UPDATE OF {named}", ["OLD", "NEW"]


def model_of(table: str) -> Any:
    """Return the model of a table."""
    return next(model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table)
