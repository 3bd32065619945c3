"""Every table that readers see something of is watched; the others are named."""

from django.apps import apps
from django.db import connection

from caching import tables, triggers
from caching.standing import standing


def names() -> set[str]:
    """Return the tables of all models."""
    return {model._meta.db_table for model in apps.get_models(include_auto_created=True)}


def test_who_is_silent_is_there() -> None:
    labels = {config.label for config in apps.get_app_configs()}

    assert tables.SILENT_APPS.keys() - labels == set()
    assert (tables.SILENT_TABLES.keys() | tables.SILENT_COLUMNS.keys() | tables.ONLY_WHILE.keys()) - names() == set()


def test_silent_columns_are_there() -> None:
    for model in apps.get_models():
        columns = {field.column for field in model._meta.local_concrete_fields}
        assert tables.SILENT_COLUMNS.get(model._meta.db_table, set()) - columns == set()


def test_every_other_table_has_its_three_triggers(db: None) -> None:
    watched = list(standing(connection, triggers.PREFIX).values())

    assert {table: watched.count(table) for table in watched} == dict.fromkeys(
        (model._meta.db_table for model in tables.loud_tables()), 3
    )
    assert {"wagtailcore_page", "good_practices_goodpracticepage", "vocabulary_theme"} <= set(watched)
    assert {"django_session", "wagtailcore_revision", "mail_message"}.isdisjoint(watched)
