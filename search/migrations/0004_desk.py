"""What the admin finds objects by; Wagtail's own tables for that are not written any more."""

from typing import Any

from django.db import migrations, models

SQLITE = ["CREATE VIRTUAL TABLE search_desk_lexemes USING fts5(lexemes, tokenize='ascii', detail='none')"]
POSTGRESQL = [
    "CREATE TABLE search_desk_lexemes (id bigint PRIMARY KEY, lexemes tsvector NOT NULL)",
    "CREATE INDEX search_desk_lexemes_gin ON search_desk_lexemes USING gin (lexemes)",
]


def make(apps: Any, schema_editor: Any) -> None:
    """Make the place of the lexemes as the database can, and leave nothing in Wagtail's tables."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)
    schema_editor.execute("DELETE FROM wagtailsearch_indexentry")


def take_away(apps: Any, schema_editor: Any) -> None:
    """Take it away."""
    schema_editor.execute("DROP TABLE search_desk_lexemes")


class Migration(migrations.Migration):
    dependencies = [("search", "0003_copies"), ("wagtailsearch", "0010_add_text_fields")]

    operations = [
        migrations.CreateModel(
            name="DeskWord",
            fields=[
                ("word", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("written", models.CharField(max_length=64)),
                ("stem", models.CharField(db_index=True, max_length=64)),
                ("sound", models.CharField(db_index=True, max_length=64)),
                ("texts", models.IntegerField()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="DeskEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=100)),
                ("number", models.PositiveBigIntegerField()),
                ("title", models.TextField()),
                ("more", models.TextField()),
                ("version", models.PositiveIntegerField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="one_desk_entry_per_object")
                ],
            },
        ),
        migrations.RunPython(make, take_away),
    ]
