"""The search of the whole site: by keys alone, without scripts, and accessible in every look."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Person, at_browser, await_reading, press
from tests.browser.looks import faults
from tests.browser.test_keyboard import Hands

LOOKS = [(width, scheme) for width in (1366, 390) for scheme in ("light", "dark")]
WORDS = {"el": ("ένταξη", "εντακση", "ξψζωθβ"), "en": ("integration", "integrashion", "xqzwvk")}
"""A word of many things, one with a slip, and one of nothing."""
SLOW_TO_COME = """() => {
    const text = Response.prototype.text;
    Response.prototype.text = async function () {
        await new Promise((done) => setTimeout(done, 1_000));
        return text.call(this);
    };
}"""
"""Lets the body of every answer come a second after its head."""


@pytest.fixture
def hands(person: Person) -> Hands:
    """The person's hands."""
    return Hands(person.page)


@pytest.fixture
def plain(browser: Browser, demo_site: str) -> Iterator[Person]:
    """Somebody whose browser runs no scripts, on a telephone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield from at_browser(context, demo_site)


def find(person: Person, language: str, query: str = "") -> Page:
    """Open the search when the worker has read the demo into the index."""
    page = person.visit(f"/{language}/search/")
    await_reading(page)
    return person.visit(f"/{language}/search/{query}")


def found(page: Page) -> int:
    """Return how many results the page says there are."""
    number = re.match(r"\d+", page.inner_text("#results-title"))
    return int(number[0]) if number else 0


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_visitor_searches_narrows_and_turns_pages_by_keys(language: str, person: Person, hands: Hands) -> None:
    page = find(person, language)
    word, slip, _nothing = WORDS[language]

    hands.type_into("q", word[:4])
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option]").first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    page.keyboard.type(word[4:])
    page.keyboard.press("Enter")
    expect(page.locator("#results mark").first).to_be_visible()
    many = found(page)
    hands.press(page.locator("main .pager a[rel=next]"))
    page.wait_for_url("**page=2**")
    hands.press(page.locator("main input[name=kind]:not([disabled])").first, "Space")
    expect(page.locator(".chip")).to_have_count(1)

    assert (0 < found(page) < many, "page=" in page.url) == (True, False)
    person.visit(f"/{language}/search/?q={slip}")
    hands.press(page.locator("#results p a").first)
    expect(page.locator("#results .chip")).to_have_count(0)
    expect(page.locator("main [name=q]")).not_to_have_value(slip)


def test_an_address_never_stands_above_the_results_of_another(person: Person) -> None:
    page = find(person, "el", f"?q={WORDS['el'][0]}")
    page.evaluate(SLOW_TO_COME)
    page.click("main .pager a[rel=next]")
    page.wait_for_url("**page=2**")

    assert page.locator("main .pager [aria-current=page]").inner_text() == "2"


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_search_is_saved_by_keys_by_way_of_the_login(language: str, person: Person, hands: Hands) -> None:
    page = find(person, language, f"?q={WORDS[language][0]}&kind=practice")

    hands.open(page.locator("#results a[href*='/my/searches/save/site/']"))
    hands.type_into("login", "colleague@nima.example")
    hands.type_into("password", "nima-demo-2026")
    hands.open(page.locator("main form button[type=submit]").first)
    page.wait_for_url("**/my/searches/save/site/*")
    words = page.inner_text("main .lead")
    hands.press(page.locator("main [name=alert]:checked"), "ArrowUp")
    hands.open(page.locator("main form button[type=submit]").first)
    hands.open(page.locator("main h2 a", has_text=words).first)

    assert WORDS[language][0] in words
    assert page.url.endswith("kind=practice")


def test_everything_works_without_scripts(plain: Person) -> None:
    page = find(plain, "el")
    page.fill("main [name=q]", "ένταξη")
    press(page, "main .searchbar button")
    many = found(page)
    page.locator("details.filters > summary").click()
    page.locator("main input[name=kind]:not([disabled])").first.check()
    page.select_option("#sort", "newest")
    press(page, "#filters button[type=submit]")
    fewer = found(page), page.url
    press(page, "#results .chip")
    press(page, "main .pager a[rel=next]")
    page.fill("main [name=q]", "εντακση")
    press(page, "main .searchbar button")
    press(page, "#results p a")

    assert (0 < fewer[0] < many, "sort=newest" in fewer[1], "kind=" in fewer[1]) == (True, True, True)
    assert page.input_value("main [name=q]") not in {"", "εντακση"}
    press(page, "#results a[href*='/my/searches/save/site/']")
    page.fill("input[name=login]", "colleague@nima.example")
    page.fill("input[name=password]", "nima-demo-2026")
    press(page, "main form button[type=submit]")
    press(page, "main form button[type=submit]")
    expect(page.locator("main .task").first).to_be_visible()


@pytest.mark.parametrize("language", ["el", "en"])
def test_search_pages_are_accessible_and_fit(language: str, person: Person) -> None:
    many, slip, nothing = WORDS[language]
    wrong: list[str] = []
    for query in ("", f"?q={many}", f"?q={many}&kind=practice&page=2", f"?q={slip}", f"?q={nothing}"):
        wrong += faults(find(person, language, query), LOOKS)
    page = find(person, language)
    page.fill("main [name=q]", "")
    page.type("main [name=q]", many[:4])
    expect(page.locator("[role=option]").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    wrong += faults(page, LOOKS)
    person.sign_in("colleague", language)
    for path in (f"/{language}/my/searches/save/site/?q={many}", f"/{language}/my/searches/"):
        wrong += faults(person.visit(path), LOOKS)

    assert wrong == []
