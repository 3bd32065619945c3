"""Addresses lead to pages in both languages, however deep, in few queries."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction

from blocks.pages import Alternate, alternates
from blocks.serving import route
from pages.models import ContentPage, HomePage
from tests.factories.practices import make_practice
from tests.factories.translations import start_translation, translate


def make_pages(language: str) -> tuple[ContentPage, ContentPage]:
    """Return a page below the home page, and one below that."""
    home = HomePage.objects.get(locale__language_code=language)
    outer = home.add_child(instance=ContentPage(title="Network", slug="network", locale=home.locale))
    return outer, outer.add_child(instance=ContentPage(title="Method", slug="method", locale=home.locale))


def found(path: str, language: str) -> tuple[Page, dict[str, Any]] | None:
    with override(language):
        result = route(path)
    return (result.page, result.kwargs) if result else None


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_deep_page_is_found_with_its_own_type(language: str, db: None) -> None:
    outer, inner = make_pages(language)

    assert found("", language) == (HomePage.objects.get(locale__language_code=language), {})
    assert found("network/", language) == (outer, {})
    assert found("network/method/", language) == (inner, {})


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_a_page_without_translation_stands_in(language: str, other: str, db: None) -> None:
    outer, inner = make_pages(language)

    assert found("network/", other) == (outer, {})
    assert found("network/method/", other) == (inner, {})


@pytest.mark.parametrize("path", ["nothing/", "network/nothing/", "network/method/nothing/", "method/", "a/" * 13])
def test_what_neither_language_has_is_not_found(path: str, db: None) -> None:
    make_pages("el")

    assert found(path, "el") is None
    assert found(path, "en") is None


def test_a_draft_is_not_found_in_any_language(db: None) -> None:
    _outer, inner = make_pages("el")
    inner.unpublish()

    assert [found("network/method/", language) for language in ("el", "en")] == [None, None]


def test_an_unpublished_translation_lets_its_original_stand_in(db: None) -> None:
    original = make_practice("Mentoring")
    translation = start_translation(original)

    assert translation.get_target_instance().slug == "mentoring"
    assert found("good-practices/mentoring/", "en") == (original, {})


def test_the_place_of_a_stand_in_leads_to_the_translation(db: None) -> None:
    original = make_practice("Σύμβουλοι")
    translated = translate(original, words=lambda text: "Advisers")

    assert found("good-practices/symvouloi/", "en") == (original, {"moved_to": translated.pk})


def test_a_private_page_is_private_where_it_stands_in(client: Client, db: None) -> None:
    page = make_practice("Mentoring")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    for path in ("/el/kales-praktikes/mentoring/", "/en/good-practices/mentoring/"):
        response = client.get(path)
        assert (response.status_code, page.title in response.content.decode()) == (302, False)


@pytest.mark.parametrize("path", ["el/kales-praktikes/mentoring/", "en/good-practices/mentoring/"])
def test_the_addresses_of_a_page_without_translation(path: str, db: None) -> None:
    page = make_practice("Mentoring")
    request = RequestFactory().get(f"/{path}")

    with override(path[:2]):
        shown = alternates(page, request)

    assert shown == [
        Alternate("el", "Ελληνικά", "/el/kales-praktikes/mentoring/", False),
        Alternate("en", "English", "/en/good-practices/mentoring/", True),
    ]


def test_the_addresses_of_a_translated_page(db: None) -> None:
    translated = translate(make_practice("Σύμβουλοι"), words=lambda text: "Advisers")

    with override("en"):
        shown = alternates(translated, RequestFactory().get("/en/good-practices/advisers/"))

    assert shown == [
        Alternate("el", "Ελληνικά", "/el/kales-praktikes/symvouloi/", False),
        Alternate("en", "English", "/en/good-practices/advisers/", False),
    ]


@pytest.mark.parametrize(("language", "anew"), [("el", 5), ("en", 6)])
def test_a_page_is_found_in_few_queries_and_then_in_two(language: str, anew: int, db: None) -> None:
    make_pages("el")
    found("network/", "el")
    numbers = []

    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            found("network/method/", language)
        numbers.append(len(queries))

    assert numbers == [anew, 2]


def test_wagtails_own_login_leads_to_the_one_login(client: Client, db: None) -> None:
    response = client.get("/el/_util/login/?next=/el/")

    assert (response.status_code, response["Location"]) == (302, "/el/account/login/?next=/el/")
