"""News: a list that readers narrow, and a page that says when, where from, about what."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from library.models import NetworkImage
from network_members.models import User
from pages.models import NewsDocument, NewsIndexPage, NewsPage
from pages.news import SIZES
from tests.factories.library import make_document
from tests.factories.texts import make_news, make_twin, plant
from tests.factories.translations import start_translation
from tests.factories.words import make_term, make_theme
from tests.reading import count_queries, faults, read, text_of
from vocabulary.models import Country

LISTS = {"el": "/el/nea/", "en": "/en/news/"}
BOTH = pytest.mark.parametrize("language", ["el", "en"])


def titles(page: str) -> list[str]:
    """Return the titles of the news on the list."""
    return re.findall(r"<h3[^>]*><a [^>]*>([^<]*)</a></h3>", page)


def options(page: str) -> dict[str, str]:
    """Return the filters of the list with their counts."""
    found = re.findall(r'name="(\w+)" value="([^"]*)".*?<span class="vh">: </span>(\d+)', page)
    return {f"{name}={value}": number for name, value, number in found}


def news(language: str = "el") -> NewsIndexPage:
    """Return the list of news of a language."""
    return NewsIndexPage.objects.get(locale__language_code=language)


@pytest.fixture
def several(db: None) -> None:
    """Four news of three years and two kinds; one has a theme, one is a draft."""
    make_news("Παλιό", date="2024-01-10")
    make_news("Μεσαίο", date="2025-06-01", kind="topic")
    make_news("Νεότερο", date="2026-02-01", themes=[make_theme()])
    make_news("Καναρίνι", date="2026-03-01", live=False)


@BOTH
def test_the_newest_stand_first_and_drafts_nowhere(language: str, several: None, visitor: Client) -> None:
    assert titles(read(visitor, LISTS[language])) == ["Νεότερο", "Μεσαίο", "Παλιό"]


@BOTH
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?kind=topic", ["Μεσαίο"]),
        ("?year=2024&year=2026", ["Νεότερο", "Παλιό"]),
        ("?theme=inclusion", ["Νεότερο"]),
        ("?kind=topic&year=2024", []),
        ("?kind=%27%3BDROP&year=1&page=99", ["Νεότερο", "Μεσαίο", "Παλιό"]),
    ],
)
def test_filters_narrow_the_list(language: str, query: str, shown: list[str], several: None, visitor: Client) -> None:
    page = read(visitor, LISTS[language] + query)

    assert titles(page) == shown
    assert faults(page) == []


def test_each_filter_counts_what_it_would_show(several: None, visitor: Client) -> None:
    assert options(read(visitor, f"{LISTS['el']}?kind=news")) == {
        "kind=news": "2",
        "kind=topic": "1",
        "theme=inclusion": "1",
        "year=2026": "1",
        "year=2025": "0",
        "year=2024": "1",
    }


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_the_language_switch_keeps_what_is_chosen(language: str, other: str, several: None, visitor: Client) -> None:
    page = read(visitor, f"{LISTS[language]}?year=2024&kind=news&nonsense=1")

    assert f'href="{LISTS[other]}?kind=news&amp;year=2024"' in page


def test_long_lists_have_pages(visitor: Client, db: None) -> None:
    for number in range(21):
        make_news(f"Νέο {number}", date=date(2026, 1, 1 + number))

    second = read(visitor, f"{LISTS['el']}?page=2")

    assert titles(second) == ["Νέο 0"]
    assert f'href="{LISTS["el"]}" rel="prev"' in second


@BOTH
def test_an_empty_list_says_so(language: str, visitor: Client, db: None) -> None:
    page = read(visitor, LISTS[language])

    assert ('class="empty"' in page, faults(page)) == (True, [])


@BOTH
def test_private_news_are_on_no_list(language: str, visitor: Client, db: None) -> None:
    page = make_news("Καναρίνι")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert "Καναρίνι" not in read(visitor, LISTS[language])


def test_a_twin_takes_the_place_of_the_original(visitor: Client, db: None) -> None:
    make_twin(make_news("Ελληνικά"), "English", news("en"), date="2026-03-05")

    assert [titles(read(visitor, LISTS[language])) for language in ("el", "en")] == [["Ελληνικά"], ["English"]]


def test_the_list_takes_as_many_queries_for_three_news_as_for_one(visitor: Client, db: None) -> None:
    theme = make_theme()
    make_news("Νέο 0", themes=[theme])
    few = count_queries(visitor, LISTS["el"])
    for number in (1, 2):
        make_news(f"Νέο {number}", themes=[theme])

    assert (few, count_queries(visitor, LISTS["el"])) == (6, 6)


@pytest.fixture
def full(db: None) -> NewsPage:
    """A news item with everything filled in."""
    image = NetworkImage.objects.create(title="x", file=get_test_image_file(), alt_el="Μια αίθουσα", credit="Μ. Κ.")
    page = NewsPage(
        title="Ένα νέο",
        introduction="Με δυο λόγια",
        kind="topic",
        date="2026-03-05",
        source_name="Μια υπηρεσία",
        source_url="https://example.org/1",
        source_date="2026-02-01",
        picture=image,
        body=[("heading", "Documents"), ("text", "<p>Κείμενο</p>")],
    )
    page.themes = [make_theme()]
    page.countries = [make_term(Country, "pt", ("Πορτογαλία", "Portugal"))]
    page.documents = [NewsDocument(document=make_document("Έκθεση", language="el"))]
    made: NewsPage = plant(page, news())
    return made


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("el", ["5 Μαρτίου 2026", "Μια υπηρεσία", "1 Φεβρουαρίου 2026", "Πορτογαλία"]),
        ("en", ["5 March 2026", "Μια υπηρεσία", "1 February 2026", "Portugal"]),
    ],
)
def test_a_news_item_says_when_and_where_from(
    language: str, expected: list[str], full: NewsPage, visitor: Client
) -> None:
    page = read(visitor, f"{LISTS[language]}ena-neo/")

    facts = [text_of(one).strip() for one in re.findall(r"<dd[^>]*>(.*?)</dd>", page)]
    assert facts == expected
    assert 'href="https://example.org/1"' in page
    assert faults(page) == []


def test_the_link_to_a_document_says_what_it_opens(full: NewsPage, visitor: Client) -> None:
    page = read(visitor, "/en/news/ena-neo/").rpartition('id="documents"')[2].partition("</ul>")[0]

    assert "(TXT, 2 KB, Greek)" in page
    assert '<span lang="el">Έκθεση</span>' in page


def test_the_picture_is_made_when_a_news_item_is_published(full: NewsPage, visitor: Client) -> None:
    assert sorted(full.picture.renditions.values_list("filter_spec", flat=True)) == sorted(SIZES)
    assert 'alt="Μια αίθουσα" lang="el"' in read(visitor, "/en/news/ena-neo/")


def test_a_lost_picture_leaves_the_cover(full: NewsPage, visitor: Client) -> None:
    full.picture.renditions.all().delete()
    full.picture.file.storage.delete(full.picture.file.name)
    cache.clear()

    page = read(visitor, "/el/nea/ena-neo/")

    assert ("<figure" in page, 'class="weave' in page.partition("<main")[2].partition("</main>")[0]) == (False, True)


def test_a_news_item_takes_few_queries(full: NewsPage, visitor: Client) -> None:
    assert count_queries(visitor, "/el/nea/ena-neo/") == 11


@BOTH
def test_a_short_news_item_is_whole(language: str, visitor: Client, db: None) -> None:
    make_news("Ένα νέο")

    assert faults(read(visitor, f"{LISTS[language]}ena-neo/")) == []


def test_a_translated_news_item_keeps_date_and_words(full: NewsPage) -> None:
    twin = start_translation(full).get_target_instance()

    assert (twin.date, twin.kind, twin.source_url) == (full.date, "topic", "https://example.org/1")
    assert [one.code for one in twin.themes.all()] == [one.code for one in full.themes.all()]


def test_an_editor_publishes_a_news_item(editor: User, client: Client) -> None:
    client.force_login(editor)
    sent: dict[str, Any] = nested_form_data(
        {
            "title": "Νέο",
            "slug": "neo",
            "kind": "news",
            "date": "2026-03-05",
            "introduction": "Λίγα",
            "source_name": "",
            "source_url": "",
            "source_date": "",
            "picture": "",
            "body": streamfield([]),
            "documents": inline_formset([]),
            "comments": inline_formset([]),
            "seo_title": "",
            "search_description": "",
        }
    )

    client.post(
        reverse("wagtailadmin_pages:add", args=["pages", "newspage", news().pk]), sent | {"action-publish": "1"}
    )

    assert "Λίγα" in read(client, "/el/nea/neo/")
