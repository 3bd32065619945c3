"""The words of the library and of the admin at a browser: in Greeklish and with a slip, in both languages and widths."""

import os

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Person, await_reading
from tests.browser.looks import faults

LIBRARIES = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}
LOOKS = ((1366, "light"), (390, "light"))


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_library_finds_greeklish_and_a_slip_and_says_how_it_read_it(person: Person, language: str) -> None:
    page = person.visit(f"{LIBRARIES[language]}?q=symvoulia+mitteres")
    await_reading(page)
    shot(person, f"library-{language}")

    expect(page.locator("article.result").first).to_be_visible()
    assert page.locator("#sort").input_value() == ""
    assert faults(page, LOOKS) == []

    with page.expect_response(lambda answer: "sort=newest" in answer.url):
        page.select_option("#sort", "newest")
    expect(page.locator("#results-title")).to_be_focused()
    assert page.locator("#sort").input_value() == "newest"


@pytest.mark.parametrize("text", ["praktikes", "πρακτηκές"])
def test_the_admin_finds_pages_in_greeklish_and_with_a_slip(person: Person, text: str) -> None:
    person.sign_in("editor")
    page = person.visit(f"/admin/pages/search/?q={text}")
    shot(person, f"admin-{len(text)}")

    expect(page.locator("table.listing tbody tr").first).to_be_visible()


def shot(person: Person, name: str) -> None:
    """Keep a picture of a page in both widths, where somebody asked for it."""
    folder = os.environ.get("PICTURES_OF_PAGES")
    for width in (1366, 390) if folder else ():
        person.page.set_viewport_size({"width": width, "height": 900})
        person.page.screenshot(path=f"{folder}/{name}-{width}.png")
