"""Terms are found by any of their forms, whatever case and accents; the longest wins, in linear time."""

import time

import pytest
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.factories.glossary import make_glossary_term, make_mediator
from translation import glossary
from translation.models import GlossaryTerm

pytestmark = pytest.mark.django_db


def found(text: str, language: str) -> list[tuple[str, str]]:
    """Return what is found in a text: as it stands there, and the English term."""
    return [(hint.found, hint.entry.term("en")) for hint in glossary.hints(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Δύο ΔΙΑΠΟΛΙΤΙΣΜΙΚΟΙ ΜΕΣΟΛΑΒΗΤΕΣ ήρθαν.", "el", "ΔΙΑΠΟΛΙΤΙΣΜΙΚΟΙ ΜΕΣΟΛΑΒΗΤΕΣ"),
        ("διαπολιτισμικου μεσολαβητη", "el", "διαπολιτισμικου μεσολαβητη"),
        ("Two Intercultural  Mediators came", "en", "Intercultural  Mediators"),
    ],
)
def test_a_term_is_found_by_any_form_whatever_case_and_accents(text: str, language: str, word: str) -> None:
    make_mediator()

    assert found(text, language) == [(word, "intercultural mediator")]


def test_a_word_inside_another_word_is_no_term() -> None:
    make_glossary_term("δήμος", "municipality")

    assert found("δήμοσθένης και παράδημος", "el") == []


def test_forms_of_the_other_language_are_not_looked_for() -> None:
    make_mediator()

    assert found("intercultural mediators", "el") == []


def test_the_longest_form_wins() -> None:
    make_glossary_term("ένταξη", "inclusion")
    make_glossary_term("κοινωνική ένταξη", "social inclusion")

    assert found("Ένταξη: κοινωνική ένταξη, όχι κοινωνική", "el") == [
        ("Ένταξη", "inclusion"),
        ("κοινωνική ένταξη", "social inclusion"),
    ]


def test_of_two_terms_with_one_form_the_one_to_use_is_told() -> None:
    make_glossary_term("αλλοδαπός", "alien", status=GlossaryTerm.Status.AVOID)
    make_glossary_term("αλλοδαπός", "foreign national")

    assert found("αλλοδαπός", "el") == [("αλλοδαπός", "foreign national")]


def test_the_glossary_is_read_once_and_anew_after_a_change() -> None:
    term = make_glossary_term()
    glossary.known()
    with CaptureQueriesContext(connection) as queries:
        glossary.hints("κοινωνική ένταξη " * 3, "el")

    GlossaryTerm.objects.filter(pk=term.pk).update(term_el="αποδοχή")

    assert [query["sql"] for query in queries if "translation_glossaryterm" in query["sql"]] == []
    assert found("αποδοχή", "el") == [("αποδοχή", "social inclusion")]


def test_a_text_of_ten_times_the_length_takes_about_ten_times_the_time() -> None:
    for number in range(200):
        make_glossary_term(f"κοινωνική ένταξη {number}", f"social inclusion {number}")

    def seconds(times: int) -> float:
        text = "κοινωνική ένταξη και " * times
        start = time.perf_counter()
        glossary.hints(text, "el")
        return time.perf_counter() - start

    glossary.known()
    seconds(100)

    assert min(seconds(3000) for _round in range(3)) < 40 * min(seconds(300) for _round in range(3))


def test_a_term_has_both_languages() -> None:
    with pytest.raises(IntegrityError, match="a_glossary_term_has_both_languages"), transaction.atomic():
        GlossaryTerm.objects.create(term_el="ένταξη", term_en="")


def test_a_pair_of_terms_stands_once() -> None:
    make_glossary_term()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_glossary_term()


def test_a_new_term_gets_a_code_of_its_own() -> None:
    first, second = make_glossary_term(), make_glossary_term("ένταξη", "social  inclusion")

    assert (first.code, second.code) == ("social-inclusion", "social-inclusion-2")


@pytest.mark.parametrize(("reader", "explanation"), [("el", "Τι σημαίνει"), ("en", "What intercultural")])
def test_translators_see_term_twin_explanation_and_note(reader: str, explanation: str) -> None:
    make_mediator(note="Not “cultural”")
    template = Template("{% load translation %}{% glossary_hints text 'el' %}")

    with override(reader):
        shown = template.render(Context({"text": "Δύο διαπολιτισμικοί μεσολαβητές <b>"}))

    assert '<span lang="el">διαπολιτισμικός μεσολαβητής</span>' in shown
    assert '<strong lang="en">intercultural mediator</strong>' in shown
    assert (f'<span lang="{reader}">{explanation}' in shown, "Not “cultural”" in shown) == (True, True)
