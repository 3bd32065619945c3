"""Words of a practice are explained under its text, which stays as it is; a search crosses the languages by the terms."""

import re

import pytest
from django.test import Client

from good_practices.models import GoodPracticePage
from network_members.models import Organisation
from tests.factories.glossary import make_glossary_term, make_mediator
from tests.factories.practices import make_practice
from tests.reading import count_anew, faults, read
from tests.search.indexing import read_all
from translation.models import GlossaryTerm

LIBRARY = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}


@pytest.fixture
def practice(council: Organisation) -> GoodPracticePage:
    """A public practice in Greek whose words are in the glossary."""
    return make_practice("Διαπολιτισμικοί μεσολαβητές", lead_organisation=council)


def address_of(practice: GoodPracticePage, language: str = "el") -> str:
    """Return where a practice is read."""
    return f"{LIBRARY[language]}{practice.slug}/"


@pytest.mark.parametrize(
    ("language", "explanation"),
    [
        ("el", "<dd>Τι σημαίνει διαπολιτισμικός μεσολαβητής</dd>"),
        ("en", "<dd>What intercultural mediator means</dd>"),
    ],
)
def test_a_term_is_explained_in_the_language_of_the_reader(
    language: str, explanation: str, practice: GoodPracticePage, visitor: Client
) -> None:
    make_mediator()

    page = read(visitor, address_of(practice, language))

    marked = "" if language == "el" else ' lang="el"'
    assert f"<strong{marked}>διαπολιτισμικός μεσολαβητής</strong>" in page
    assert explanation in page
    assert faults(page) == []


def test_the_text_of_the_author_stays(practice: GoodPracticePage, visitor: Client) -> None:
    def article() -> str:
        page = read(visitor, address_of(practice))
        return re.sub(r"<details class=\"mt6 no-print\">.*?</details>", "", page, flags=re.S).replace(
            "\n        \n", ""
        )

    before = re.sub(r"\s+", " ", article())
    make_mediator()

    assert re.sub(r"\s+", " ", article()) == before


def test_words_to_avoid_and_words_without_explanation_are_left_out(practice: GoodPracticePage, visitor: Client) -> None:
    make_mediator(status=GlossaryTerm.Status.AVOID)
    make_glossary_term("μεσολαβητές", "mediators", explanation_el="", explanation_en="")

    assert "explained" not in read(visitor, address_of(practice, "en"))


def test_three_terms_cost_as_many_queries_as_one(practice: GoodPracticePage, visitor: Client) -> None:
    make_mediator()
    one = count_anew(visitor, address_of(practice))
    make_glossary_term("σύντομα", "in short")
    make_glossary_term("ένταξη", "inclusion")

    assert count_anew(visitor, address_of(practice)) == one


@pytest.mark.parametrize("typed", ["intercultural mediator", "Intercultural MEDIATORS"])
@pytest.mark.parametrize("language", ["el", "en"])
def test_a_term_in_the_other_language_and_any_form_finds_the_practice(
    language: str, typed: str, practice: GoodPracticePage, visitor: Client
) -> None:
    read_all()
    without = practice.title in read(visitor, f"{LIBRARY[language]}?q={typed}").partition("</form>")[2]
    make_mediator()
    read_all()

    assert (without, practice.title in read(visitor, f"{LIBRARY[language]}?q={typed}")) == (False, True)


def test_short_forms_are_not_looked_for_inside_words(practice: GoodPracticePage, visitor: Client) -> None:
    make_glossary_term("ιδέα", "idea", forms_el="ικοί")
    read_all()

    assert practice.title not in read(visitor, f"{LIBRARY['el']}?q=ιδέα")
