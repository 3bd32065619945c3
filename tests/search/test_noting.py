"""The triggers that note for the index stand as the kinds of things ask for, and out of the way of migrations."""

import pytest
from django.db import connection

from caching import standing
from search import noting
from search.models import Note
from tests.factories.library import make_publication

pytestmark = pytest.mark.django_db


def there() -> list[tuple[str, str]]:
    """Return name and table of all triggers."""
    return sorted(standing.standing(connection, noting.PREFIX).items())


def functions() -> int:
    """Return how many functions of triggers there are; on PostgreSQL alone each has one."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_proc WHERE proname LIKE %s", [f"{noting.PREFIX}%"])
        return int(cursor.fetchone()[0])


def test_a_trigger_that_nobody_asks_for_goes_and_a_missing_one_comes() -> None:
    before, known = there(), functions()
    name, table = before[0]
    named = {standing.name_of(noting.PREFIX, text): text for text in noting.definitions(connection.vendor)}
    standing.drop(connection, {name: table})
    with connection.cursor() as cursor:
        cursor.execute(named[name].format(name=f"{noting.PREFIX}of_long_ago"))
    noting.install()

    assert (there(), functions()) == (before, known)


def test_before_tables_change_triggers_go_with_all_they_need_and_come_back() -> None:
    before, known = there(), functions()
    noting.remove(plan=["a migration"])
    during = there(), functions()
    make_publication("Χωρίς σημείωση")
    unnoted = Note.objects.filter(source__startswith="library_publication").count()
    noting.install()
    make_publication("Με σημείωση")

    assert (during, unnoted, there(), functions()) == (([], 0), 0, before, known)
    assert Note.objects.filter(source__startswith="library_publication").count() == 1


def test_a_migrate_that_has_nothing_to_do_leaves_triggers_alone() -> None:
    before = there()
    noting.remove(plan=[])

    assert there() == before
