"""A reader turns the text of a practice into its other language; the page around it stays in theirs."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from caching import middleware
from caching.memory import Memory
from good_practices.models import GoodPracticePage
from network_members.models import Organisation
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.reading import count_anew, faults, read

GREEK, ENGLISH = "/el/kales-praktikes/symvouloi/", "/en/good-practices/advisers/"


@pytest.fixture
def practice(council: Organisation) -> GoodPracticePage:
    """A public practice in Greek with its translation."""
    page = make_practice("Σύμβουλοι", lead_organisation=council)
    translate(page, words=lambda text: "Advisers" if text == "Σύμβουλοι" else f"T {text}")
    return page


def links(page: str) -> list[tuple[str, bool]]:
    """Return the addresses of the texts, each with whether it is the one shown."""
    nav = page.partition('<nav id="flip"')[2].partition("</nav>")[0]
    return [(url, "aria-current" in rest) for url, rest in re.findall(r'href="(.*?)"(.*?)>', nav)]


@pytest.mark.parametrize(
    ("address", "own", "other"),
    [
        (GREEK, "<h1>Σύμβουλοι</h1>", '<h1 lang="en">Advisers</h1>'),
        (ENGLISH, "<h1>Advisers</h1>", '<h1 lang="el">Σύμβουλοι</h1>'),
    ],
)
def test_the_text_turns_and_the_page_stays(address: str, own: str, other: str, practice: Any, visitor: Client) -> None:
    normal, turned = read(visitor, address), read(visitor, f"{address}?text=other")

    assert (own in normal, other in normal, own in turned, other in turned) == (True, False, False, True)
    language = address[1:3]
    assert (f'<html lang="{language}"' in turned, "noindex" in normal, "noindex" in turned) == (True, False, True)
    assert f'<link rel="canonical" href="http://testserver{address}">' in turned
    assert faults(turned) == []


def test_both_texts_are_offered_with_their_state_the_original_first(practice: Any, visitor: Client) -> None:
    normal, turned = read(visitor, ENGLISH), read(visitor, f"{ENGLISH}?text=other")

    assert links(normal) == [(f"{ENGLISH}?text=other", False), (ENGLISH, True)]
    assert links(turned) == [(f"{ENGLISH}?text=other", True), (ENGLISH, False)]
    assert ("Greek (original)" in normal, "English (translation, published on" in normal) == (True, True)


def test_an_outdated_translation_says_so(practice: Any, visitor: Client) -> None:
    draft = practice.get_latest_revision_as_object()
    draft.one_line = "Κάτι εντελώς άλλο"
    draft.save_revision().publish()

    assert "English (translation, the original has changed since)" in read(visitor, ENGLISH)


@pytest.mark.parametrize("query", ["", "?text=other"])
def test_without_translation_there_is_nothing_to_turn(query: str, council: Organisation, visitor: Client) -> None:
    make_practice("Σύμβουλοι", lead_organisation=council)

    page = read(visitor, GREEK + query)

    assert ('id="flip"' in page, "<h1>Σύμβουλοι</h1>" in page) == (False, True)


def test_a_hidden_translation_is_not_shown(practice: Any, visitor: Client) -> None:
    practice.get_translations().get().unpublish()

    page = read(visitor, f"{GREEK}?text=other")

    assert ("Advisers" in page, "<h1>Σύμβουλοι</h1>" in page) == (False, True)


def test_another_word_turns_nothing(practice: Any, visitor: Client) -> None:
    assert "<h1>Σύμβουλοι</h1>" in read(visitor, f"{GREEK}?text=original")


def test_the_other_text_takes_few_queries_more(practice: Any, visitor: Client) -> None:
    assert count_anew(visitor, f"{ENGLISH}?text=other") - count_anew(visitor, ENGLISH) <= 1


def test_both_texts_are_kept_for_visitors_and_not_mixed_up(
    practice: Any, visitor: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KEPT_PAGES_MEGABYTES = 1
    monkeypatch.setattr(middleware, "pages", Memory(1024**2, lambda page: page.weight))
    first = [read(visitor, address) for address in (ENGLISH, f"{ENGLISH}?text=other")]

    with CaptureQueriesContext(connection) as queries:
        second = [read(visitor, address) for address in (ENGLISH, f"{ENGLISH}?text=other")]

    assert (first == second, first[0] == first[1], len(queries)) == (True, False, 2)
