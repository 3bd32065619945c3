"""Every page of the demo, as a visitor and as each role, wide and narrow, light and dark."""

import re
import urllib.request
from html import unescape
from itertools import chain, cycle

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Person, at_browser
from tests.browser.looks import EVERY_LOOK, faults

LANGUAGES = ("el", "en")
MODELS = (
    r"/(el|en)/$",
    r"/(kales-praktikes|good-practices)/$",
    r"/(erga|projects)/$",
    r"/organisations/$",
    r"/account/(login|signup)/$",
)
"""One page of each kind is looked at in every look; of the others each in one, in turn."""
FORMS = (r"/practices/[^/]+/ask/$", r"/organisations/[^/]+/write/$", r"/comments/\d+/report/$")
"""Whichever practice, body or comment it is about, each is one form: it is looked at once in every look."""
OWN = {
    "applicant": ("my/", "my/profile/"),
    "member": (
        "my/",
        "my/profile/",
        "my/practices/",
        "my/practices/new/",
        "my/practices/new/{language}/",
        "my/adoptions/",
        "my/following/",
        "my/notices/",
        "my/translations/",
        "{practice}",
        "my/searches/",
        "my/searches/save/?q=a",
        "account/password/change/",
        "account/email/",
        "account/2fa/",
        "account/2fa/totp/activate/",
        "account/logout/",
    ),
    "administrator": ("my/", "my/requests/", "people/"),
}
PRACTICE = {
    "el": "kales-praktikes/glossika-zevgaria-stis-vivliothikes/",
    "en": "good-practices/language-pairs-in-the-libraries/",
}
"""Members are shown more on it than visitors: how much they hear of it, and what they write under it."""


def links(address: str, path: str) -> list[str]:
    """Return which pages of this site a page links to, without query and fragment; files are no pages."""
    with urllib.request.urlopen(f"{address}{path}", timeout=30) as answer:
        page = answer.read().decode()
    found = (unescape(link).partition("#")[0].partition("?")[0] for link in re.findall(r'<a [^>]*href="([^"]+)"', page))
    return [link for link in found if re.match(r"/(el|en)/", link) and not link.endswith("/pdf/")]


def every_public_page(address: str, language: str) -> list[str]:
    """Return the paths of all pages that links lead to in one language, from the home page on."""
    known, waiting = {f"/{language}/"}, [f"/{language}/"]
    while waiting:
        path = waiting.pop()
        if "/my/" in path:
            continue
        fresh = {link for link in links(address, path) if link.startswith(f"/{language}/")} - known
        known |= fresh
        waiting += sorted(fresh)
    return sorted(path for path in known if "/my/" not in path)


def without_repeats(paths: list[str]) -> list[str]:
    """Leave out the pages that show a form once more than there are looks."""
    forms = [[path for path in paths if re.search(form, path)][len(EVERY_LOOK) :] for form in FORMS]
    return [path for path in paths if path not in chain(*forms)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page_is_accessible_and_fits(language: str, browser: Browser, demo_site: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    turns = cycle(EVERY_LOOK)
    found, paths = [], without_repeats(every_public_page(demo_site, language))
    for person in at_browser(context, demo_site):
        for path in paths:
            page = person.visit(path)
            is_model = any(re.search(model, path) for model in MODELS)
            found += faults(page, EVERY_LOOK if is_model else [next(turns)])

    assert len(paths) > 50
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OWN)
def test_every_page_of_ones_own_is_accessible_and_fits(name: str, language: str, person: Person) -> None:
    person.sign_in(name, language)

    paths = [path.format(language=language, practice=PRACTICE[language]) for path in OWN[name]]
    found = [
        fault
        for path in paths
        for fault in faults(person.visit(f"/{language}/{path}"), [(1366, "light"), (320, "dark")])
    ]

    assert found == []
    assert (
        name != "member" or person.visit(f"/{language}/{PRACTICE[language]}").locator("select[name=level]").count() == 1
    )


@pytest.mark.parametrize(("language", "word"), [("el", "Σφάλμα"), ("en", "Error")])
def test_a_form_in_error_leads_to_its_fields(language: str, word: str, person: Person) -> None:
    page = person.visit(f"/{language}/account/signup/")
    page.fill("[name=motivation]", "Θέλω να γράψω. I want to write.")

    page.click("main form button[type=submit]")

    assert page.title().startswith(f"{word}: ")
    assert page.input_value("[name=motivation]") == "Θέλω να γράψω. I want to write."
    page.locator("#errors a").first.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    assert faults(page) == []


@pytest.mark.parametrize("path", ["/el/kamia-selida/", "/en/no-page/", "/el/mailbox/", "/en/mailbox/"])
def test_pages_off_the_way_are_accessible_too(path: str, browser: Browser, demo_site: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{demo_site}{path}")

    assert faults(page) == []
    context.close()
