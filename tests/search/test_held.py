"""Which texts hold a word is asked of the index once, until it changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import held, sets
from search.engines.database import index
from search.lexemes import levels, with_lower
from search.models import Text
from search.shelf import current
from tests.factories.practices import make_practice
from tests.search.indexing import read_all

pytestmark = pytest.mark.django_db


def holding(word: str) -> list[int]:
    """Return the texts that hold a word."""
    return list(sets.members(held.places([word], current())[word]))


def test_the_index_is_asked_once_for_a_word() -> None:
    make_practice("Κήπος")
    read_all()
    shelf, first = current(), holding("κηπ")
    with CaptureQueriesContext(connection) as queries:
        again = held.places(["κηπ"], shelf)

    assert (first, again, len(queries)) == (
        [Text.objects.get(kind="practice").pk],
        dict.fromkeys(levels("κηπ"), sets.of(first, shelf.size)),
        0,
    )


def test_a_text_holds_a_stem_in_its_tier_and_in_all_lower_ones() -> None:
    make_practice("Ένα", summary="Κήπος")
    make_practice("Κήπος", summary="Κήπος")
    read_all()
    kept = {lexeme: list(numbers) for lexeme, numbers in index().holding(levels("κηπ")).items()}
    found = held.places(["κηπ"], current())
    one, other = (Text.objects.get(title=title).pk for title in ("Ένα", "Κήπος"))
    both = sorted((one, other))

    assert kept == {"κηπ": [], "κηπ¹": [one], "κηπ²": [], "κηπ³": [other]}
    assert {lexeme: list(sets.members(texts)) for lexeme, texts in found.items()} == {
        "κηπ": both,
        "κηπ¹": both,
        "κηπ²": [other],
        "κηπ³": [other],
    }
    assert held.places(["κηπ"], current(), 2) == {lexeme: found[lexeme] for lexeme in ("κηπ³", "κηπ²")}


def test_for_a_cluster_lexemes_have_their_lower_tiers_beside_them() -> None:
    assert with_lower(["κηπ²", "αυλ", "10¹"]) == ["10", "10¹", "αυλ", "κηπ", "κηπ²", "κηπ¹"]


def test_what_is_written_later_is_held_too() -> None:
    make_practice("Κήπος")
    read_all()
    before = holding("κηπ")
    make_practice("Άλλος κήπος")
    read_all()

    assert (len(before), len(holding("κηπ"))) == (1, 2)


def test_a_word_that_nothing_holds_is_held_by_nothing() -> None:
    make_practice("Κήπος")
    read_all()

    assert [holding("ξψζωθβ"), holding("ξψζωθβ")] == [[], []]
