"""PostgreSQL counts words without writing into their indexes, and reads letters in the order of their numbers.

Words that begin alike stand between a beginning and the same with the last of all letters (`search.known`) in this order
alone: in a database of a language, as el_GR.UTF-8, that letter counts for nothing, and nothing was found there.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import CASCADE

TABLES = ("search_word", "search_deskword")
ORDER = """ALTER TABLE {table}
    ALTER word TYPE varchar(64) COLLATE "C", ALTER stem TYPE varchar(64) COLLATE "C",
    ALTER sound TYPE varchar(64) COLLATE "C"
"""
# Room beside each word, where its next count is written.
ROOM = "ALTER TABLE {table} SET (fillfactor = 60)"
# Indexes for LIKE, which nobody asks.
UNUSED = "SELECT indexname FROM pg_indexes WHERE tablename = %s AND indexdef LIKE '%%varchar_pattern_ops%%'"
# How long the list of what is new becomes, who writes says.
LIST = "ALTER INDEX search_lexemes_gin RESET (gin_pending_list_limit)"
# The index of the constraint of item and language begins with the item.
ITEM = "search_text_item_id_f6cd6f82"
CAN_LZ4 = "SELECT 'lz4' = ANY (enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
LZ4 = [
    "ALTER TABLE search_text ALTER summary SET COMPRESSION lz4, ALTER body SET COMPRESSION lz4",
    "ALTER TABLE search_lexemes ALTER lexemes SET COMPRESSION lz4",
]


def prepare(apps: Any, schema_editor: Any) -> None:
    """Prepare the tables of PostgreSQL."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(UNUSED, [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP INDEX "{name}"')
            cursor.execute(ORDER.format(table=table))
            cursor.execute(ROOM.format(table=table))
        cursor.execute(LIST)
        cursor.execute(CAN_LZ4)
        for statement in LZ4 if cursor.fetchone()[0] else ():
            cursor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0005_frequent_words")]

    operations = [
        # By name: Django would write the whole table anew on SQLite.
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(f"DROP INDEX {ITEM}", f"CREATE INDEX {ITEM} ON search_text (item_id)")],
            [migrations.AlterField("text", "item", models.ForeignKey("search.Item", CASCADE, "texts", db_index=False))],
        ),
        *(
            migrations.RemoveIndex(model_name=model, name=f"{model}_frequent_by_{name}")
            for model in ("deskword", "word")
            for name in ("word", "sound")
        ),
        migrations.RunPython(prepare, migrations.RunPython.noop),
        *(
            migrations.AddField(
                model_name=model,
                name="is_frequent",
                field=models.GeneratedField(
                    db_persist=True, expression=models.Q(public__gte=20), output_field=models.BooleanField()
                ),
            )
            for model in ("deskword", "word")
        ),
        *(
            migrations.AddIndex(
                model_name=model,
                index=models.Index(
                    condition=models.Q(is_frequent=True), fields=[name], name=f"{model}_frequent_by_{name}"
                ),
            )
            for model in ("deskword", "word")
            for name in ("word", "sound")
        ),
    ]
