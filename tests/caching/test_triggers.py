"""The database notes every change of what readers see, and only that."""

import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from caching import standing, triggers, versions
from caching.models import Change
from network_members.models import User
from tests.factories.people import make_organisation
from tests.factories.practices import make_draft, make_practice
from tests.factories.words import make_theme
from vocabulary.models import Theme

pytestmark = pytest.mark.django_db
PATIENCE = 30
"""Seconds: the marks stay as long as any transaction of the server is older than they are, of other tests too."""


def changed(before: versions.Versions) -> set[str]:
    """Return the topics that have another version now."""
    now = versions.now()
    return {topic for topic in before.keys() | now.keys() if before.get(topic) != now.get(topic)}


def changes_until(most: int) -> tuple[int, set[object]]:
    """Change something until its topic has few marks, or no patience is left; return how often, and the versions."""
    seen: list[object] = []
    end = time.monotonic() + PATIENCE
    while len(seen) <= most or (Change.objects.filter(topic="vocabulary").count() > most and time.monotonic() < end):
        Theme.objects.update(order=len(seen))
        seen.append(versions.now()["vocabulary"])
        with connection.cursor() as cursor:
            # A transaction that changes nothing takes a number too.
            cursor.execute("SELECT txid_current()")
    return len(seen), set(seen)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="elsewhere a topic has one mark")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_marks_of_transactions_that_are_over_go_and_every_change_is_another_version() -> None:
    make_theme("mentoring")
    times, seen = changes_until(20)

    assert (len(seen), Change.objects.filter(topic="vocabulary").count() <= 20) == (times, True)


def test_a_row_that_is_saved_changes_its_topic() -> None:
    make_theme("mentoring")
    before = versions.now()

    Theme.objects.get(code="mentoring", locale__language_code="el").save()

    assert changed(before) == {"vocabulary"}


def test_an_update_of_many_rows_is_seen_where_no_signal_is() -> None:
    make_theme("mentoring")
    before = versions.now()

    Theme.objects.update(order=7)

    assert changed(before) == {"vocabulary"}


def test_raw_sql_is_seen() -> None:
    make_theme("mentoring")
    before = versions.now()

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM vocabulary_theme")

    assert changed(before) == {"vocabulary"}


def test_a_change_that_is_taken_back_leaves_the_version_as_it_was() -> None:
    make_theme("mentoring")
    before = versions.now()

    with transaction.atomic():
        Theme.objects.update(order=7)
        during = versions.now()
        transaction.set_rollback(True)

    assert (during == before, versions.now() == before) == (False, True)


def test_a_published_page_changes_the_topics_of_its_tables() -> None:
    make_practice()
    before = versions.now()

    make_practice("Άλλη πρακτική")

    assert changed(before) >= {"good_practices", "wagtailcore"}


def test_writing_on_a_draft_changes_nothing_that_readers_see(member: User) -> None:
    draft = make_draft(member)
    before = versions.now()

    draft.title = "Άλλος τίτλος"
    draft.save_revision(user=member)

    assert changed(before) == set()


def test_signing_in_changes_nothing_that_readers_see(member: User) -> None:
    before = versions.now()

    User.objects.filter(pk=member.pk).update(last_login=timezone.now())

    assert changed(before) == set()


def test_another_name_of_a_body_is_seen() -> None:
    body = make_organisation()
    before = versions.now()

    type(body).objects.filter(pk=body.pk).update(name_el="Άλλο όνομα")

    assert changed(before) == {"network_members"}


def there() -> list[tuple[str, str]]:
    """Return name and table of all triggers."""
    return sorted(standing.standing(connection, triggers.PREFIX).items())


def test_installing_again_changes_neither_trigger_nor_version() -> None:
    before, version = there(), versions.of()
    triggers.install()

    assert (there(), versions.of()) == (before, version)


def test_a_trigger_that_nobody_asks_for_goes_and_a_missing_one_comes() -> None:
    before, version = there(), versions.of()
    name, table = before[0]
    named = {standing.name_of(triggers.PREFIX, text): text for text in triggers.definitions(connection.vendor)}
    standing.drop(connection, {name: table})
    with connection.cursor() as cursor:
        cursor.execute(named[name].format(name=f"{triggers.PREFIX}of_long_ago"))
    triggers.install()

    assert (there(), versions.of() == version) == (before, False)


def test_before_tables_change_triggers_go_and_nothing_is_kept_until_they_are_back() -> None:
    before, version = there(), versions.of()
    triggers.remove(plan=["a migration"])
    during, unlike = there(), versions.of() != versions.of()
    triggers.install()

    assert (during, unlike) == ([], True)
    assert (there(), versions.of() == versions.of() != version) == (before, True)


def test_a_migrate_that_has_nothing_to_do_leaves_triggers_alone() -> None:
    before = there()
    triggers.remove(plan=[])

    assert there() == before
