"""What has changed is found by nobody until it is read anew, however many changes wait; and they are counted first."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from good_practices.models import GoodPracticePage
from network_members.models import Organisation
from search import sets, waiting
from search.finding import Wish, find
from search.models import Note, Text
from tests.factories.practices import make_practice
from tests.search.indexing import read_all


def change(practice: GoodPracticePage) -> None:
    """Change what a practice says."""
    GoodPracticePage.objects.filter(pk=practice.pk).update(one_line="Άλλα λόγια")


def texts_of(*practices: GoodPracticePage) -> list[int]:
    """Return the texts of practices."""
    found = Text.objects.filter(kind="practice", number__in=[practice.pk for practice in practices])
    return sorted(found.values_list("pk", flat=True))


def waits() -> list[int]:
    """Return the texts that wait."""
    return list(sets.members(waiting.texts()))


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Let the search believe that no transaction is open, as behind a page; the test's own one is no matter."""
    told = SimpleNamespace(in_atomic_block=False, cursor=connection.cursor)
    monkeypatch.setattr(waiting, "connection", told)
    return told


@pytest.mark.django_db
def test_nothing_waits_when_all_is_read() -> None:
    make_practice("Κήπος")
    read_all()
    with CaptureQueriesContext(connection) as queries:
        found = waits()

    assert (found, len(queries)) == ([], 1)


@pytest.mark.django_db
def test_the_texts_of_changed_rows_wait() -> None:
    first, second, third = (make_practice(f"Κήπος {number}") for number in range(3))
    read_all()
    change(first)
    change(third)

    assert waits() == texts_of(first, third)
    assert find(Wish("κήπος", AnonymousUser())).things == [number & ~1 for number in texts_of(second)]


@pytest.mark.django_db
def test_what_depends_on_a_changed_row_waits_with_it(monkeypatch: pytest.MonkeyPatch, council: Organisation) -> None:
    monkeypatch.setattr(waiting, "PIECE", 1)
    practices = [make_practice(f"Κήπος {number}", lead_organisation=council) for number in range(3)]
    read_all()
    Organisation.objects.filter(pk=council.pk).update(name_el="Άλλο όνομα")

    assert set(texts_of(*practices)) < set(waits())


@pytest.mark.django_db
@pytest.mark.usefixtures("outside")
def test_the_same_notes_are_read_once_and_others_anew() -> None:
    first, second = make_practice("Κήπος"), make_practice("Θάλασσα")
    read_all()
    change(first)
    before = waits()
    with CaptureQueriesContext(connection) as again:
        same = waits()
    change(second)
    both = waits()
    read_all()

    assert (before, same, len(again)) == (texts_of(first), texts_of(first), 3)
    assert (both, waits()) == (texts_of(first, second), [])


@pytest.mark.django_db
def test_a_change_that_is_taken_back_is_not_remembered_in_place_of_another(outside: SimpleNamespace) -> None:
    first, second = make_practice("Κήπος"), make_practice("Θάλασσα")
    read_all()
    outside.in_atomic_block = True
    with transaction.atomic():
        change(first)
        inside = waits()
        transaction.set_rollback(True)
    outside.in_atomic_block = False
    change(second)

    assert (inside, waits()) == (texts_of(first), texts_of(second))


@pytest.mark.django_db
@pytest.mark.usefixtures("outside")
def test_notes_that_are_read_make_room_for_as_many_others() -> None:
    first, second = make_practice("Κήπος"), make_practice("Θάλασσα")
    read_all()
    change(first)
    before = waits()
    read_all()
    change(second)

    assert (before, waits(), Note.objects.count()) == (texts_of(first), texts_of(second), 1)
