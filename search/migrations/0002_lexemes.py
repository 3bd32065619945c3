"""The place of the lexemes: a table of FTS5 on SQLite, a table with a GIN index on PostgreSQL."""

from typing import Any

from django.db import migrations

SQLITE = ["CREATE VIRTUAL TABLE search_lexemes USING fts5(lexemes, tokenize='ascii', detail='none')"]
POSTGRESQL = [
    "CREATE TABLE search_lexemes (id bigint PRIMARY KEY, lexemes tsvector NOT NULL) WITH (toast_tuple_target = 128)",
    "CREATE INDEX search_lexemes_gin ON search_lexemes USING gin (lexemes) WITH (gin_pending_list_limit = 256)",
]


def make(apps: Any, schema_editor: Any) -> None:
    """Make it as the database can."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def take_away(apps: Any, schema_editor: Any) -> None:
    """Take it away."""
    schema_editor.execute("DROP TABLE search_lexemes")


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index")]

    operations = [migrations.RunPython(make, take_away)]
