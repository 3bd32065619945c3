"""The glossary for readers: by the alphabet of their language, the twin marked as the other one, kept for visitors."""

import re

import pytest
from django.test import Client

from tests.factories.glossary import make_glossary_term, make_mediator
from tests.network_members.rooms import words_of
from tests.reading import count_queries, read
from translation.models import GlossaryTerm

PAGES = {"el": "/el/glossary/", "en": "/en/glossary/"}
pytestmark = pytest.mark.django_db


def make_three() -> None:
    """Make terms whose orders differ between the languages."""
    make_glossary_term("όφελος", "benefit")
    make_glossary_term("Ένταξη", "inclusion")
    make_glossary_term("άσυλο", "asylum")


@pytest.mark.parametrize(
    ("language", "letters", "terms"),
    [
        ("el", ["Α", "Ε", "Ο"], ["άσυλο", "Ένταξη", "όφελος"]),
        ("en", ["A", "B", "I"], ["asylum", "benefit", "inclusion"]),
    ],
)
def test_terms_stand_in_the_order_of_the_alphabet(
    language: str, letters: list[str], terms: list[str], visitor: Client
) -> None:
    make_three()

    page = read(visitor, PAGES[language])

    assert re.findall(r'href="#letter-(.)"', page) == letters
    assert re.findall(r'<h2 id="letter-(.)"', page) == letters
    assert re.findall(r"<dt.*?<strong>(.*?)</strong>", page) == terms


@pytest.mark.parametrize(("language", "other", "twin"), [("el", "en", "asylum"), ("en", "el", "άσυλο")])
def test_the_twin_says_its_language(language: str, other: str, twin: str, visitor: Client) -> None:
    make_three()

    assert f'<span lang="{other}">{twin}</span>' in read(visitor, PAGES[language])


def test_an_explanation_that_lacks_comes_from_the_other_language(visitor: Client) -> None:
    make_glossary_term("άσυλο", "asylum", explanation_en="")

    assert '<dd class="mb3" lang="el">Τι σημαίνει άσυλο</dd>' in read(visitor, PAGES["en"])


def test_notes_for_translators_are_not_shown_and_words_to_avoid_say_so(visitor: Client) -> None:
    make_glossary_term(note="CANARY-4", status=GlossaryTerm.Status.AVOID)

    page = words_of(visitor.get(PAGES["en"]))

    assert ("CANARY-4" in page, "better not used" in page) == (False, True)


def test_an_empty_glossary_says_so(visitor: Client) -> None:
    assert "There are no words here yet." in read(visitor, PAGES["en"])


def test_one_term_costs_as_many_queries_as_three_and_a_second_visit_none_of_its_own(visitor: Client) -> None:
    make_mediator()
    visitor.get(PAGES["el"])
    GlossaryTerm.objects.update(note="changed")
    one = count_queries(visitor, PAGES["el"])
    make_three()
    three = count_queries(visitor, PAGES["el"])

    assert (one - three, count_queries(visitor, PAGES["el"])) == (0, 1)


def test_the_map_of_the_site_names_it(visitor: Client) -> None:
    answer = visitor.get("/sitemap-organisations.xml")
    found = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]  # a streamed answer

    assert [f"<loc>http://testserver{path}</loc>" in found for path in PAGES.values()] == [True, True]
