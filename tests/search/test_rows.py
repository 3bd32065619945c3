"""Many rows are written by one statement, in either database as they were given."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import DataError, connection

from search.checking import Fault, check
from search.engines import sorting
from search.engines.database import index
from search.engines.rows import FEW, SIGN, put
from search.engines.sorting import sorting_beside
from search.lexemes import levels
from search.models import DeskWord, Word
from search.writing import COUNTS
from tests.factories.practices import make_practice
from tests.search.indexing import read_all, titles

TYPES = {"id": "bigint", "told": "text", "date": "timestamptz"}
MANY = 100

on_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL alone has it")
pytestmark = pytest.mark.django_db


@pytest.fixture
def table() -> Iterator[str]:
    """A table with one column of each type."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE told_here (id bigint PRIMARY KEY, told text NOT NULL, date timestamp with time zone)"
        )
        yield "told_here"
        cursor.execute("DROP TABLE told_here")


def written(table: str, *rows: tuple[int, str, datetime | None]) -> list[tuple[int, str]]:
    """Write rows; return what stands there, without a date where there is none."""
    given = ((number, told, date and connection.ops.adapt_datetimefield_value(date)) for number, told, date in rows)
    put(f"INSERT INTO {table} (id, told, date) {{rows}}", TYPES, given)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, told || coalesce(' ' || substr(CAST(date AS text), 1, 10), '') FROM {table} ORDER BY id"
        )
        return cursor.fetchall()


@pytest.mark.parametrize("times", [1, FEW])
def test_rows_stand_as_they_were_given(table: str, times: int) -> None:
    odd, dated = "Ένα\nδύο \\x1e 'three'\t%s {rows}", datetime(2026, 11, 30, 12, tzinfo=UTC)
    rows = [row for n in range(times) for row in ((2 * n, odd, None), (2 * n + 1, "", dated))]

    assert written(table, *rows) == [row for n in range(times) for row in ((2 * n, odd), (2 * n + 1, " 2026-11-30"))]


@pytest.mark.parametrize("times", [1, FEW + 1])
def test_texts_that_are_all_empty_stand(table: str, times: int) -> None:
    assert written(table, *((n, "", None) for n in range(times))) == [(n, "") for n in range(times)]


def test_no_rows_write_nothing(table: str) -> None:
    assert written(table) == []


@on_postgres
def test_the_sign_between_the_values_of_many_rows_is_a_space_in_a_text(table: str) -> None:
    others = [(number, "", None) for number in range(FEW)]

    assert written(table, (-2, f"one{SIGN}two", None), (-1, SIGN, None), *others)[:2] == [(-2, "one two"), (-1, " ")]


@on_postgres
@pytest.mark.parametrize("words", [Word, DeskWord])
def test_words_stand_in_the_order_of_their_letters_whatever_the_language_of_the_database(words: type[Word]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND collation_name = 'C'",
            [words._meta.db_table],
        )
        found = {name for (name,) in cursor.fetchall()}

    assert found == COUNTS.keys() - {"written", "texts", "public"}


def test_a_text_with_the_sign_in_it_is_found_and_right() -> None:
    practice = make_practice("Κήπος")
    type(practice).objects.filter(pk=practice.pk).update(challenge=f"θάλασσα{SIGN}ουρανός")
    read_all()

    assert ([one for one in check() if isinstance(one, Fault)], titles("ουρανός")) == ([], ["Κήπος"])


def waiting() -> int:
    """Sort what waits into the index; return how many pages of its list that took."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list('search_lexemes_gin')")
        return int(cursor.fetchone()[0])


@on_postgres
@pytest.mark.parametrize("texts, waits", [(MANY - 1, True), (MANY, False)])
def test_few_texts_wait_to_be_sorted_in_and_many_do_not(texts: int, waits: bool) -> None:
    index().write(dict.fromkeys(range(1, texts + 1), "κηπ garden¹"))

    assert (waiting() > 0) is waits
    assert {lexeme: len(found) for lexeme, found in index().holding(levels("garden")[:2]).items()} == {
        "garden": 0,
        "garden¹": texts,
    }


@on_postgres
def test_what_is_sorted_in_beside_is_sorted_in_at_the_end() -> None:
    with sorting_beside():
        for first in (1, MANY + 1):
            index().write(dict.fromkeys(range(first, first + MANY), "κηπ garden¹"))

    assert (waiting(), len(index().holding(["garden¹"])["garden¹"])) == (0, 2 * MANY)


def test_another_thread_sorts_in_while_somebody_writes_on_and_only_then(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    ours = threading.get_ident()
    monkeypatch.setattr(sorting, "clean", lambda table: threads.append(f"{table} {threading.get_ident() == ours}"))
    with sorting_beside():
        sorting.sort_in("one")
        sorting.sort_in("two")
    sorting.sort_in("three")

    assert threads == ["one False", "two False", "three True"]


def test_what_went_wrong_beside_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(table: str) -> None:
        raise DataError(table)

    monkeypatch.setattr(sorting, "clean", fail)
    with pytest.raises(DataError, match="one"), sorting_beside():
        sorting.sort_in("one")
