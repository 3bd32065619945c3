"""Whatever made a text match is marked in its words as they are written, and nothing else is."""

import pytest
from django.contrib.auth.models import AnonymousUser

from network_members.models import User
from search.showing import hits
from tests.factories.glossary import make_glossary_term
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.search.indexing import found, shown

pytestmark = pytest.mark.django_db

KINDS = {"kind": ("practice",)}
GREEK, ENGLISH = "Δίκτυο των Συμβουλίων Ένταξης", "A network of Integration Councils"


def marks(query: str, reader: str = "el", *, unfinished: bool = False) -> list[str]:
    """Return the titles of the practices that a visitor finds, marked."""
    result = found(query, filters=KINDS, unfinished=unfinished)
    return [str(hit.marked_title) for hit in hits(result.things, result.scores, result.asked, AnonymousUser(), reader)]


@pytest.mark.parametrize(
    ("way", "query"),
    [
        ("written", "συμβουλιο ΕΝΤΑΞΗ"),
        ("slip", "συμβολια εντξης"),
        ("sound", "symvoulia entaxis"),
        ("heard", "συμβουλεια εντάξεις"),
        ("layout", "symboylia entajhs"),
        ("lookalike", "ΣYMBOYΛIA ENTAΞHΣ"),
    ],
)
def test_greek_is_marked_however_it_is_spelt(way: str, query: str) -> None:
    make_practice(GREEK)

    assert marks(query) == ["Δίκτυο των <mark>Συμβουλίων</mark> <mark>Ένταξης</mark>"]


@pytest.mark.parametrize(
    ("way", "query"),
    [
        ("written", "INTEGRATION council"),
        ("slip", "integraton counsils"),
        ("layout", "ιντεγρατιον ψοθνψιλσ"),
        ("lookalike", "ΙΝΤΕGRΑΤΙΟΝ COUNCILS"),
    ],
)
def test_english_is_marked_however_it_is_spelt(way: str, query: str) -> None:
    make_practice(ENGLISH, language="en")

    assert marks(query, "en") == ["A network of <mark>Integration</mark> <mark>Councils</mark>"]


@pytest.mark.parametrize("query", ["integration councils", "integration counsils", "integraton council"])
def test_a_term_of_the_other_language_is_marked_even_with_a_slip(query: str) -> None:
    make_glossary_term("συμβούλιο ένταξης", "integration council")
    make_practice(GREEK)
    make_practice(ENGLISH, language="en")

    assert set(marks(query)) == {
        "Δίκτυο των <mark>Συμβουλίων</mark> <mark>Ένταξης</mark>",
        "A network of <mark>Integration</mark> <mark>Councils</mark>",
    }


@pytest.mark.parametrize("query", ["συμβούλια ένταξης", "συμβολια ενταξης", "symvoulia entaxis"])
def test_a_greek_term_is_marked_in_english(query: str) -> None:
    make_glossary_term("συμβούλιο ένταξης", "integration council")
    make_practice(GREEK)
    make_practice(ENGLISH, language="en")

    assert "A network of <mark>Integration</mark> <mark>Councils</mark>" in marks(query, "en")


def test_a_thing_is_marked_in_the_language_it_is_shown_in_whichever_was_asked(superuser: User) -> None:
    make_glossary_term("συμβούλιο ένταξης μεταναστών", "migrant integration council")
    practice = make_practice("Συμβούλια Ένταξης Μεταναστών")
    translate(practice, superuser, lambda words: words.replace(practice.title, "Migrant integration councils"))

    assert (marks("integration counsils"), marks("συμβολια ενταξης", "en")) == (
        ["<mark>Συμβούλια</mark> <mark>Ένταξης</mark> <mark>Μεταναστών</mark>"],
        ["<mark>Migrant</mark> <mark>integration</mark> <mark>councils</mark>"],
    )


@pytest.mark.parametrize(
    ("title", "query", "expected"),
    [
        ("Το σχολείο μας", "σχολικός", "Το <mark>σχολείο</mark> μας"),
        ("Το σχολείο μας", "sxolikos", "Το <mark>σχολείο</mark> μας"),
        ("Our councils", "councillor", "Our <mark>councils</mark>"),
    ],
)
def test_a_word_of_the_family_is_marked(title: str, query: str, expected: str) -> None:
    make_practice(title)

    assert marks(query) == [expected]


@pytest.mark.parametrize("query", ["δίκτυο συμβ", "diktyo symv", "ΔΙΚΤΥΟ ΣΥΜΒΟΥΛ"])
def test_an_unfinished_word_is_marked_to_its_end(query: str) -> None:
    make_practice(GREEK)

    assert marks(query, unfinished=True) == ["<mark>Δίκτυο</mark> των <mark>Συμβουλίων</mark> Ένταξης"]


def test_the_words_of_a_term_are_marked_where_it_stands_whole_alone() -> None:
    make_glossary_term("κοινωνική ένταξη", "integration")
    make_practice("Ένταξη και κοινωνικές σχέσεις", summary="Also integration.")
    make_practice("Ένταξη", summary="Also integration.")

    assert set(marks("integration")) == {
        "<mark>Ένταξη</mark> και <mark>κοινωνικές</mark> σχέσεις",
        "Ένταξη",
    }


def test_the_articles_of_a_term_are_not_marked() -> None:
    make_glossary_term("συμβούλιο των γυναικών", "women council")
    make_practice("Συμβούλιο των γυναικών")

    assert marks("women council") == ["<mark>Συμβούλιο</mark> των <mark>γυναικών</mark>"]


def test_the_summary_is_marked_too() -> None:
    make_glossary_term("συμβούλιο ένταξης", "integration council")
    make_practice("Κάτι άλλο", one_line="Για τα ΣΥΜΒΟΎΛΙΑ της ένταξης.")

    (hit,) = shown("integration counsils", filters=KINDS)
    assert "τα <mark>ΣΥΜΒΟΎΛΙΑ</mark> της <mark>ένταξης</mark>" in hit.marked_passage
