"""Editors are offered pages of the same language first, and told of links into the other language, without being held up."""

import html
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from network_members.models import User
from tests.factories.texts import home, make_text, make_twin
from translation.linking import crossings

BOTH = pytest.mark.parametrize("language", ["el", "en"])


def linked(*pages: Page) -> str:
    """Return text with links to pages."""
    return "".join(f'<p><a linktype="page" id="{page.pk}">Link</a></p>' for page in pages)


def save(client: Client, page: Page, text: str, **headers: str) -> Any:
    """Save a page of text in the admin, with a formatted text as its body."""
    values = {"title": page.title, "slug": page.slug, "introduction": "", "seo_title": "", "search_description": ""}
    sent = nested_form_data({**values, "body": streamfield([("text", rich_text(text))]), "comments": formset()})
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent, follow=True, headers=headers)


def formset() -> dict[str, str]:
    """Return an empty set of rows."""
    return {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}


def told(answer: Any) -> list[str]:
    """Return the warnings of a page."""
    return [str(one) for one in answer.context["messages"] if one.level_tag == "warning"]


@pytest.fixture
def desk(client: Client, superuser: User) -> Client:
    """The browser of an editor who reads the admin in English."""
    User.objects.filter(pk=superuser.pk).update(language="en")
    client.force_login(superuser)
    return client


@BOTH
def test_a_link_into_the_other_language_is_told_and_saved(language: str, superuser: User, client: Client) -> None:
    User.objects.filter(pk=superuser.pk).update(language=language)
    client.force_login(superuser)
    english = make_text("About the network", home("en"))

    answer = save(client, page := make_text("Σελίδα"), linked(english))

    words = {"el": "είναι στα αγγλικά και δεν υπάρχει ακόμη στα ελληνικά", "en": "in English and not in Greek yet"}
    (warning,) = told(answer)
    assert words[language] in warning
    assert '<span lang="en">About the network</span>' in warning
    assert f'id=\\"{english.pk}\\"' in str(Page.objects.get(pk=page.pk).get_latest_revision().content["body"])


def test_the_version_in_the_language_of_the_text_is_named(desk: Client) -> None:
    greek = make_text("Το δίκτυο <μας>")
    english = make_twin(greek, "About", home("en"))

    answer = save(desk, make_text("Σελίδα"), linked(english))

    (warning,) = told(answer)
    assert "Link to the Greek version instead" in warning
    assert "<μας>" in html.unescape(warning)
    assert "<μας>" not in warning


def test_links_in_the_same_language_say_nothing(desk: Client) -> None:
    assert told(save(desk, make_text("Σελίδα"), linked(make_text("Άλλη")))) == []


def test_what_is_saved_while_somebody_writes_says_nothing(desk: Client) -> None:
    english = make_text("About", home("en"))

    save(desk, make_text("Σελίδα"), linked(english), Accept="application/json")

    assert told(desk.get(reverse("wagtailadmin_home"))) == []


@pytest.mark.parametrize("number", [1, 3])
def test_links_take_two_queries_for_every_number_of_them(number: int, superuser: User) -> None:
    others = [make_text(f"Page {place}", home("en")) for place in range(number)]
    page = make_text("Σελίδα")
    page.body = page._meta.get_field("body").to_python([{"type": "text", "value": linked(*others)}])

    with CaptureQueriesContext(connection) as queries:
        found = crossings(page)

    assert (len(found), len(queries)) == (number, 2)


@BOTH
def test_the_chooser_offers_the_language_of_the_page_first(language: str, desk: Client) -> None:
    page = make_text("Page", home(language))
    editor = f"http://testserver{reverse('wagtailadmin_pages:edit', args=[page.pk])}"

    answer = desk.get(reverse("wagtailadmin_choose_page"), headers={"Referer": editor})

    rows = [row.locale.language_code for row in answer.context["table"].data[1:]]
    assert rows == [language, {"el": "en", "en": "el"}[language]]


@pytest.mark.parametrize("referer", ["", "x", "http://[", "http://evil.example/admin/pages/999999999999999999/edit/"])
def test_a_chooser_opened_elsewhere_offers_everything(referer: str, desk: Client) -> None:
    browsed = desk.get(reverse("wagtailadmin_choose_page"), headers={"Referer": referer})
    searched = desk.get(reverse("wagtailadmin_choose_page_search"), {"q": "x"}, headers={"Referer": referer})

    assert (browsed.status_code, searched.status_code, len(browsed.context["table"].data)) == (200, 200, 3)


def searched(client: Client, page: Page, words: str, number: int = 1) -> list[str]:
    """Return the titles that the chooser of a page's editor finds, in their order."""
    editor = f"http://testserver{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
    asked = {"q": words, "p": str(number)}
    answer = client.get(reverse("wagtailadmin_choose_page_search"), asked, headers={"Referer": editor})
    return [row.title for row in answer.context["table"].data]


@BOTH
def test_a_search_finds_the_language_of_the_page_first_and_the_best_first_in_each(language: str, desk: Client) -> None:
    """The pages of the other language fit better or as well: their titles are shorter, and they are newer."""
    page = make_text("Start", home(language))
    other = {"el": "en", "en": "el"}[language]
    for code in (language, other):
        for title in ("Woven", "Woven and dyed by many hands of the whole network"):
            make_text(f"{title} {code}", home(code))
    plain = desk.get(reverse("wagtailadmin_choose_page_search"), {"q": "Woven"})
    by_relevance = [row.title for row in plain.context["table"].data]

    found = searched(desk, page, "Woven")

    assert len(found) == 4
    assert found == sorted(by_relevance, key=lambda title: not title.endswith(language))
    assert found != by_relevance


def test_a_search_of_many_pages_is_turned_over_without_losing_one(desk: Client) -> None:
    page = make_text("Start")
    for number in range(28):
        make_text(f"Woven {number}", home("el" if number % 2 else "en"))

    first, second = (searched(desk, page, "Woven", number) for number in (1, 2))

    found = [int(title.split()[1]) for title in first + second]
    assert (len(first), len(second), sorted(found)) == (25, 3, list(range(28)))
    assert [number % 2 for number in found] == [1] * 14 + [0] * 14


@pytest.mark.parametrize("words", ["", "nowhere", "x" * 300])
def test_a_search_from_an_editor_that_finds_nothing_says_so(words: str, desk: Client) -> None:
    assert searched(desk, make_text("Start"), words) == []


def test_a_search_takes_one_search_more_for_every_number_of_pages(desk: Client) -> None:
    """What Wagtail asks for each row it also asks without an order of languages."""
    page, more = make_text("Start"), []
    for number in range(3):
        for code in ("el", "en"):
            make_text(f"Woven {number}", home(code))
        more.append(queries_more(desk, page))

    assert (more[0], more[1]) == (more[2], more[2])


def queries_more(desk: Client, page: Page) -> int:
    """Return how many queries a search takes more from a page than from elsewhere."""
    searched(desk, page, "Woven")
    with CaptureQueriesContext(connection) as queries:
        searched(desk, page, "Woven")
    with CaptureQueriesContext(connection) as plain:
        desk.get(reverse("wagtailadmin_choose_page_search"), {"q": "Woven"})
    return len(queries) - len(plain)
