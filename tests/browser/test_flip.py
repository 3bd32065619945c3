"""The text of a page turns into its other language in place; the choice is remembered, and links do without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

STATIC = Path(__file__).parents[2] / "static"
SITE = "http://nima.test"
BODY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A</title><script type="module" src="/static/js/site.js"></script></head>
<body><main><h1>Practice</h1><p id="practice-status" role="status"></p><div id="practice"><nav data-flip="practice" aria-label="Text">
<a data-kind="original" href="/a?text=other"{original}>Greek (original)</a>
<a data-kind="translation" href="/a"{translation}>English (translation)</a></nav><p id="text">{text}</p></div></main></body></html>"""
CURRENT = ' aria-current="true"'


class Site:
    """Answers with one of the two texts."""

    def __init__(self) -> None:
        self.status = 200
        self.asked: list[str] = []

    def answer(self, route: Route) -> None:
        """Serve the page or a module."""
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            return route.fulfill(path=STATIC.parent / path.strip("/"), content_type="text/javascript")
        self.asked.append(path)
        other = path.endswith("?text=other")
        body = BODY.format(
            original=CURRENT if other else "",
            translation="" if other else CURRENT,
            text="Κείμενο" if other else "Text",
        )
        is_fetched = route.request.resource_type == "fetch"
        return route.fulfill(status=self.status if is_fetched else 200, body=body, content_type="text/html")


@pytest.fixture
def site() -> Site:
    """The site of a test."""
    return Site()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page on that site."""
    context = browser.new_context(base_url=SITE)
    context.route("**/*", site.answer)
    yield context.new_page()
    context.close()


def open_page(page: Page) -> None:
    """Open the page, and wait for its module: until it has come, links are plain ones."""
    page.goto("/a")
    page.wait_for_load_state("networkidle")


def test_the_text_turns_in_place_with_focus_and_a_word_about_it(page: Page) -> None:
    open_page(page)

    page.get_by_role("link", name="Greek").press("Enter")

    expect(page.locator("#text")).to_have_text("Κείμενο")
    expect(page.get_by_role("link", name="Greek")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("Greek (original)")
    assert page.url == f"{SITE}/a?text=other"


def test_the_choice_is_remembered_and_taken_back(page: Page) -> None:
    open_page(page)
    page.get_by_role("link", name="Greek").click()
    expect(page.locator("#text")).to_have_text("Κείμενο")

    open_page(page)
    expect(page.locator("#text")).to_have_text("Κείμενο")
    page.get_by_role("link", name="English").click()
    expect(page.locator("#text")).to_have_text("Text")
    open_page(page)

    expect(page.locator("#text")).to_have_text("Text")


def test_a_fault_of_the_server_leads_to_the_page_itself(page: Page, site: Site) -> None:
    open_page(page)
    site.status = 500

    page.get_by_role("link", name="Greek").click()

    expect(page.locator("#text")).to_have_text("Κείμενο")
    assert site.asked == ["/a", "/a?text=other", "/a?text=other"]


def test_without_scripts_the_links_lead_there(browser: Browser, site: Site) -> None:
    context = browser.new_context(base_url=SITE, java_script_enabled=False)
    context.route("**/*", site.answer)
    page = context.new_page()
    page.goto("/a")

    page.get_by_role("link", name="Greek").click()

    expect(page.locator("#text")).to_have_text("Κείμενο")
    context.close()
