"""The demo's words, pages and menus are complete in both languages, and a second run adds nothing."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Locale

from demo.loader import content
from demo.loader.menus import load_menus
from demo.loader.pages import KINDS as PAGES
from demo.loader.pages import load_home, load_pages
from demo.loader.words import KINDS, load_words
from pages.models import HomePage, Menu
from tests.reading import faults, read


@pytest.fixture
def texts(db: None) -> list[int]:
    """What the first run makes: words, pages, homes, menus."""
    return [step() for step in (load_words, load_pages, load_home, load_menus)]


def test_every_page_has_its_twin_and_a_second_run_adds_nothing(texts: list[int]) -> None:
    pages = [
        {page.translation_key for kind in PAGES.values() for page in kind.objects.live().filter(locale=locale)}
        for locale in Locale.objects.all()
    ]
    assert all(texts)
    assert pages[0] == pages[1]
    assert len(pages[0]) == len(content("pages")["pages"])
    assert [step() for step in (load_words, load_pages, load_home, load_menus)] == [0, 0, 0, 0]


def test_what_editors_changed_is_kept(texts: list[int]) -> None:
    HomePage.objects.filter(locale__language_code="el").update(lead="Άλλα λόγια")
    Menu.objects.filter(position="footer").delete()

    load_home()
    load_menus()

    assert HomePage.objects.get(locale__language_code="el").lead == "Άλλα λόγια"
    assert not Menu.objects.filter(position="footer").exists()


def test_every_word_has_both_languages(db: None) -> None:
    load_words()

    for kind in KINDS.values():
        codes = [sorted(kind.objects.in_language(language).values_list("code", flat=True)) for language in ("el", "en")]
        assert codes[0] == codes[1] != []


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_home_page_speaks_its_language_and_every_link_leads_somewhere(
    language: str, texts: list[int], visitor: Client
) -> None:
    menus = content("menus")
    labels: list[Any] = [item["label"] for item in menus["header"]]
    labels += [column["title"] for column in menus["footer"]]
    labels += [menus["about"], menus["funding"], menus["funding_note"]]

    page = read(visitor, f"/{language}/")
    links = {link.partition("#")[0] for link in re.findall(r'<a [^>]*href="(/[^"]*)"', page)}

    answers = {link: visitor.get(link).status_code for link in links}

    assert {link: code for link, code in answers.items() if code not in (200, 302)} == {}
    assert len(links) > 15
    assert [label[language] for label in labels if label[language] not in page] == []
    assert faults(page) == []
