"""One query finds in both languages, however it is spelt, and counts by filter."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network_members.models import User
from tests.factories.glossary import make_glossary_term
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.factories.words import make_theme
from tests.search.indexing import found, read_all, titles

pytestmark = pytest.mark.django_db

COUNCIL = "Συμβούλια ένταξης μεταναστών"


@pytest.mark.parametrize(
    "query",
    [
        "Συμβούλια ένταξης",
        "συμβουλια ενταξης",
        "ΣΥΜΒΟΥΛΙΑ ΕΝΤΑΞΗΣ",
        "ΣΥΜΒΟΎΛΙΑ ΈΝΤΑΞΗΣ",
        "Συμβο\u0301υλια ε\u0301νταξης",
        "συμβούλιο ένταξη",
        "συμβουλίων ΕΝΤΑΞΗΣ",
        "symvoulia entaxis",
        "simvoulia entaksis",
        "symboylia entaxhs",
        "συμβουλεια ενταξης",
        "συμβολια ενταξης",
        "sumboulia entajhw",
        '"συμβούλια" + ένταξης*',
    ],
)
def test_every_spelling_finds_the_same(query: str) -> None:
    make_practice(COUNCIL)
    make_practice("Μαθήματα γλώσσας για μητέρες")

    assert titles(query) == [COUNCIL]


@pytest.mark.parametrize("query", ["workshops", "Workshop", "WORKSHOPS", "workshp"])
def test_english_is_found_in_its_forms_too(query: str) -> None:
    make_practice("Workshops for mothers", language="en")
    make_practice("A garden", language="en")

    assert titles(query) == ["Workshops for mothers"]


def test_a_thing_is_found_once_whichever_of_its_languages_holds_the_words(superuser: User) -> None:
    practice = make_practice("Ο κήπος της γειτονιάς")
    translate(practice, superuser, lambda words: words.replace(practice.title, "The garden of the street"))

    assert (titles("γειτονιάς"), titles("garden"), titles("γειτονιά garden")) == (["Ο κήπος της γειτονιάς"],) * 3
    assert titles("γειτονιά", reader="en") == ["The garden of the street"]


def test_what_stands_in_the_title_comes_before_what_is_mentioned() -> None:
    make_practice("Κάτι άλλο", summary="Με έναν κήπο δίπλα.")
    make_practice("Ο κήπος της γειτονιάς")

    assert titles("κήπος") == ["Ο κήπος της γειτονιάς", "Κάτι άλλο"]


def test_what_holds_two_readings_of_a_word_comes_first() -> None:
    make_practice("Σχολή και σχολείο")
    make_practice("Σχολή και δέντρο")

    assert titles("σχολ", unfinished=True) == ["Σχολή και σχολείο", "Σχολή και δέντρο"]


def test_all_words_come_first_and_some_of_them_fill_the_page() -> None:
    both, one = make_practice("Κήπος και γλώσσα"), make_practice("Κήπος και θάλασσα")
    result = found("κήπος γλώσσα")

    assert (result.total, result.is_loose, len(result.things), len(result.more)) == (1, False, 1, 1)
    assert {both.title, one.title} == {"Κήπος και γλώσσα", "Κήπος και θάλασσα"}


def test_when_nothing_holds_all_words_some_will_do() -> None:
    make_practice("Κήπος και θάλασσα")
    make_practice("Γλώσσα και βουνό")
    result = found("κήπος γλώσσα")

    assert (result.total, result.is_loose, len(result.things), result.more) == (2, True, 2, [])


def test_a_word_that_stands_nowhere_is_named_and_does_not_empty_the_page() -> None:
    make_practice("Κήπος και θάλασσα")
    result = found("κήπος ξψζωθβ")

    assert (result.total, result.is_loose, result.unknown) == (1, False, ("ξψζωθβ",))


@pytest.mark.parametrize("query", ["", "   ", "\x00", "\ud800", "'\"*:()-&|!<->", "ξψζωθβ", "😀", "α" * 10_000])
def test_anything_can_be_asked(query: str) -> None:
    make_practice("Κήπος και θάλασσα")

    assert found(query).total in (0, 1)


def test_a_thousand_words_are_cut_and_the_rest_is_named() -> None:
    make_practice("Κήπος και θάλασσα")
    result = found(" ".join(["κήπος", *(f"λέξη{number}" for number in range(1000))]))

    assert (result.total, len(result.asked.words), len(result.asked.ignored) > 0) == (1, 32, True)


def test_greek_finds_english_through_the_glossary_and_the_other_way_round() -> None:
    make_glossary_term(
        term_el="αξιολόγηση", forms_el="αξιολόγησης", term_en="evaluation", forms_en="assessment, evaluations"
    )
    make_practice("How we did the evaluation", language="en")
    make_practice("Η αξιολόγησή μας")

    assert set(titles("αξιολόγησης", filters={"kind": ("practice",)})) == {
        "How we did the evaluation",
        "Η αξιολόγησή μας",
    }
    assert set(titles("evaluations", filters={"kind": ("practice",)})) == {
        "How we did the evaluation",
        "Η αξιολόγησή μας",
    }


def test_filters_narrow_and_count_as_sql_does() -> None:
    theme = make_theme("mentoring")
    for number in range(3):
        make_practice(f"Κήπος {number}", themes=[theme] if number else [])
    make_practice("Garden", language="en", summary="Κήπος")
    every, some = found("κήπος"), found("κήπος", filters={"theme": ("mentoring",)})

    assert (every.total, every.counts["theme"], every.counts["language"]) == (4, {"mentoring": 2}, {"el": 3, "en": 1})
    assert (some.total, some.counts["theme"], some.counts["language"]) == (2, {"mentoring": 2}, {"el": 2})


def test_without_words_everything_is_listed_newest_first() -> None:
    make_practice("Πρώτη")
    make_practice("Δεύτερη")

    assert list(titles("", filters={"kind": ("practice",)})) == ["Δεύτερη", "Πρώτη"]


def test_ten_things_take_as_many_questions_as_one() -> None:
    numbers = []
    for count in (1, 9):
        for number in range(count):
            make_practice(f"Κήπος {count} {number}")
        read_all()
        titles("κήπος γλώσσα")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            titles("κήπος γλώσσα")
        numbers.append(len(queries))

    assert numbers[0] == numbers[1]
