"""Suggestions below a search field: by keys alone, announced, and never in the way of a plain search."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.late import late

ROOT = Path(__file__).parents[2]
SITE = "http://nima.test"
FIELD = """<!doctype html><html lang="en"><head><title>Search</title><script type="module" src="/static/js/site.js"></script></head>
<body><form class="searchbar" action="/search"><label for="q">Search</label>
<input id="q" type="search" name="q" data-suggest="/suggest" data-offers="Suggestions"><button>Go</button></form></body>"""
OFFERS = [
    {"title": "Ο κήπος", "url": "/garden", "kind": "Practices", "language": "el"},
    {"title": "The street", "url": "/street", "kind": "News", "language": "en"},
]


class Server:
    """Answers for a site that is only this field."""

    def __init__(self) -> None:
        self.works = True

    def answer(self, route: Route) -> None:
        """Serve the page, a module or suggestions."""
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            route.fulfill(path=ROOT / path.strip("/"), content_type="text/javascript")
        elif path.startswith("/suggest"):
            offers = OFFERS if "q=nothing" not in path else []
            said = {"offers": offers, "told": "2 suggestions" if offers else ""}
            route.fulfill(status=200 if self.works else 500, body=json.dumps(said), content_type="application/json")
        else:
            route.fulfill(body=FIELD, content_type="text/html")


@pytest.fixture
def server() -> Server:
    """The site of a test."""
    return Server()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """The page with the field, its module at work."""
    context = browser.new_context(base_url=SITE)
    context.route("**/*", server.answer)
    opened = context.new_page()
    opened.goto("/")
    opened.wait_for_selector("[role=combobox]")
    yield opened
    context.close()


def test_suggestions_are_announced_and_chosen_by_keys(page: Page) -> None:
    page.fill("#q", "gar")
    offers = page.locator("[role=option]")
    expect(offers).to_have_count(2)
    told = page.inner_text("[role=status]")
    page.keyboard.press("ArrowUp")
    last = page.get_attribute("#q", "aria-activedescendant")
    page.keyboard.press("ArrowDown")
    field = page.get_attribute("#q", "aria-activedescendant")
    page.keyboard.press("ArrowDown")
    first = page.get_attribute("#q", "aria-activedescendant")

    assert (told, last, field, first) == ("2 suggestions", "q-offers-1", None, "q-offers-0")
    assert (offers.first.get_attribute("aria-selected"), offers.first.locator("span").first.get_attribute("lang")) == (
        "true",
        "el",
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/garden")


def test_words_typed_before_the_module_came_have_suggestions_too(page: Page) -> None:
    with late(page, "/", "suggest.js"):
        page.fill("#q", "gar")

    expect(page.locator("[role=option]")).to_have_count(2)


def test_escape_closes_them_and_enter_searches_for_what_was_typed(page: Page) -> None:
    page.fill("#q", "gar")
    expect(page.locator("[role=option]")).to_have_count(2)
    page.keyboard.press("Escape")
    closed = page.is_hidden("[role=listbox]"), page.get_attribute("#q", "aria-expanded"), page.input_value("#q")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gar")

    assert closed == (True, "false", "gar")


def test_a_press_of_the_mouse_follows_a_suggestion(page: Page) -> None:
    page.fill("#q", "gar")
    page.click("[role=option] >> nth=1")
    page.wait_for_url("**/street")


@pytest.mark.parametrize("text", ["g", "nothing"])
def test_nothing_opens_where_nothing_is_offered(page: Page, text: str) -> None:
    page.fill("#q", text)
    page.wait_for_timeout(400)

    assert (page.is_hidden("[role=listbox]"), page.get_attribute("#q", "aria-expanded")) == (True, "false")


def test_without_an_answer_the_field_still_searches(page: Page, server: Server) -> None:
    server.works = False
    page.fill("#q", "gar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=gar")
