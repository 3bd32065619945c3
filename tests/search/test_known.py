"""The vocabulary in the database answers with the commonest words, however many begin alike."""

from collections.abc import Collection
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from language.sounds import sound
from language.stemming import stem
from search.known import MANY, Words
from search.models import FREQUENT, Word

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    """Three frequent words, and two that few texts hold."""
    learn({"κηπος": FREQUENT, "κηπουρος": FREQUENT + 2, "κημος": FREQUENT + 1, "κηποι": 3, "garden": 2})


def learn(rows: dict[str, int]) -> None:
    """Add words, each with the number of texts in which everybody finds it."""
    Word.objects.bulk_create(
        Word(word=word, written=word, stem=stem(word), sound=sound(stem(word)), texts=texts + 3, public=texts)
        for word, texts in rows.items()
    )


def asked(texts: int, most: int, words: set[str], sounds: Collection[str] = ()) -> tuple[list[str], int]:
    """Return the words of the answer, and the number of questions it took."""
    with CaptureQueriesContext(connection) as queries:
        found = Words(texts).beginning(words, sounds, most)
    return [known.word for known in found], len(queries)


@pytest.mark.parametrize("texts", [MANY, MANY + 1])
def test_the_commonest_words_with_a_beginning_come_first(texts: int) -> None:
    assert asked(texts, 2, {"κη"}) == (["κηπουρος", "κημος"], 1)


def test_among_many_texts_rare_words_are_asked_for_where_frequent_ones_do_not_do() -> None:
    assert (asked(MANY, 9, {"κηπ"}), asked(MANY + 1, 9, {"κηπ"})) == (
        (["κηπουρος", "κηπος", "κηποι"], 1),
        (["κηπουρος", "κηπος", "κηποι"], 2),
    )


def test_a_word_that_begins_so_by_letters_and_by_sound_is_one() -> None:
    assert asked(MANY, 9, {"garden"}, {sound(stem("κημος"))}) == (["κημος", "garden"], 1)


def test_nothing_begins_with_nothing() -> None:
    assert asked(MANY + 1, 9, set()) == ([], 0)


def test_words_of_hidden_stems_are_as_unknown() -> None:
    found = Words(MANY, hidden={stem("κημος")}).beginning({"κη"}, set(), 2)

    assert [known.word for known in found] == ["κηπουρος"]


def plan_of(sql: str) -> str:
    """Return how the database goes about a question, once it knows how many words there are."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_word")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}")
        return str(cursor.fetchall())


def test_frequent_words_are_found_by_an_index_of_theirs() -> None:
    # Among a few words every way is as short; the few frequent ones are found by either of their indexes.
    learn({f"κη{number}": 1 for number in range(2_000)})
    with CaptureQueriesContext(connection) as queries:
        Words(MANY + 1).beginning({"κη"}, set(), 1)

    assert "word_frequent_by_" in plan_of(queries[0]["sql"])


def test_however_many_words_are_looked_up_the_table_is_not_read_whole() -> None:
    learn({f"κ{''.join(letters)}": 1 for letters in product("αβγδεζικλμ", repeat=4)})
    slips = [f"λ{''.join(letters)}α" for letters in product("αβγδεζικλμ", repeat=3)]
    with CaptureQueriesContext(connection) as queries:
        found = Words(MANY).find([*slips, "κημος"], slips, slips)
    plan = plan_of(queries[0]["sql"])

    assert [known.word for known in found] == ["κημος"]
    assert ("Seq Scan on search_word" in plan, "SCAN search_word" in plan, len(queries)) == (False, False, 1)
