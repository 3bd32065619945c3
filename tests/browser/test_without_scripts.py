"""Everything works as plain links and forms."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Person, at_browser, press
from tests.browser.test_story import IN_PARTS, STORY, begin, write


@pytest.fixture
def plain(browser: Browser, demo_site: str) -> Iterator[Person]:
    """Somebody whose browser runs no scripts, on a telephone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield from at_browser(context, demo_site)


@pytest.mark.parametrize("path", ["/el/kales-praktikes/", "/en/good-practices/"])
def test_filters_order_and_search_work(path: str, plain: Person) -> None:
    page = plain.visit(path)
    all_of_them = page.locator("article.result").count()

    page.locator("details.filters > summary").click()
    page.locator("input[name=theme]:not([disabled])").first.check()
    page.select_option("#sort", "title")
    press(page, "#filters button[type=submit]")

    assert "theme=" in page.url
    assert "sort=title" in page.url
    expect(page.locator(".chip")).to_have_count(1)
    assert 0 < page.locator("article.result").count() <= all_of_them
    page.fill("[name=q]", "mentoring")
    press(page, ".searchbar button")
    assert "q=mentoring" in page.url


def test_a_practice_is_written_and_handed_in(plain: Person) -> None:
    plain.sign_in("colleague")
    page = plain.visit("/el/my/practices/new/el/")
    write(page, STORY)

    press(page, "button[name=next][value=submit]")
    press(page, "main form button.primary")

    expect(page.locator("main .tag.weld").first).to_be_visible()


def test_a_practice_grows_part_by_part(plain: Person) -> None:
    plain.sign_in("colleague")
    form, page = begin(plain, "el"), plain.page

    for part, names in IN_PARTS.items():
        page.goto(f"{form}{part}/")
        for name in names:
            if name.endswith(("-1-text", "-1-name")):
                press(page, "button[name=next][value=more]")
            page.fill(f"main [name={name}]", "12")
        press(page, ".form-foot button[name=next][value=edit]")

        assert {name: page.input_value(f"main [name={name}]") for name in names} == dict.fromkeys(names, "12")


def test_the_menu_opens_and_the_language_changes(plain: Person) -> None:
    page = plain.visit("/el/kales-praktikes/")

    page.click(".menu-btn")
    expect(page.locator("#menu a").first).to_be_visible()
    page.click("#menu a[href='#main']")
    press(page, "a.lang")

    assert page.url.endswith("/en/good-practices/")
