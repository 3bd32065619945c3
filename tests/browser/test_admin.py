"""The admin is held to what every page is held to, Wagtail's own screens and choosers included."""

from itertools import cycle

import pytest

from tests.browser.conftest import Person
from tests.browser.looks import Look

SCREENS = (
    "",
    "pages/",
    "pages/search/?q=a",
    "practices/work-list/",
    "workflows/list/",
    "images/multiple/add/",
    "documents/",
    "imports/",
    "reports/page-types-usage/",
    "localize/reports/translations/",
    "locales/new/",
    "groups/new/",
    "users/new/",
    "account/",
)
LOOKS = (390, "light"), (390, "dark"), (1366, "light"), (1366, "dark")
"""The looks of the admin, which Wagtail does not make for windows of 320 pixels."""


def test_every_kind_of_screen_is_accessible(person: Person) -> None:
    person.sign_in("superuser")
    turns = cycle(LOOKS)

    found = [fault for screen in SCREENS for fault in Look(person.visit(f"/admin/{screen}"), *next(turns)).findings()]

    assert found == []


def test_editors_and_choosers_are_accessible(person: Person) -> None:
    person.sign_in("superuser", "el")
    page = person.visit("/admin/snippets/network_members/organisation/add/")
    page.wait_for_load_state("networkidle")
    in_form = [fault for look in LOOKS[1:3] for fault in Look(page, *look).findings()]

    page.locator("[data-chooser-action-choose]:visible").first.click()
    page.wait_for_selector(".modal.in[aria-label]", state="attached")
    in_chooser = [fault for look in LOOKS[1:3] for fault in Look(page, *look).findings()]

    assert (in_form, in_chooser) == ([], [])


@pytest.mark.parametrize("title", ["ολοκληρωμένη παρέμβαση", "integrated intervention"])
def test_a_practice_and_its_translation_are_edited_accessibly(title: str, person: Person) -> None:
    person.sign_in("superuser")
    person.visit(f"/admin/pages/search/?q={title}").locator('main a[href$="/edit/"]').first.click()
    person.page.wait_for_selector("main [data-side-panel], .js-translation-editor section > ul", state="attached")

    found = [fault for look in LOOKS[1:3] for fault in Look(person.page, *look).findings()]

    assert found == []


def test_the_editor_of_formatted_text_has_a_name(person: Person) -> None:
    person.sign_in("superuser", "el")
    person.visit("/admin/pages/search/?q=Λισαβόνα").locator('main a[href$="/edit/"]').first.click()
    editor = person.page.wait_for_selector("main [role=textbox]")

    assert (editor and editor.get_attribute("aria-label"), Look(person.page, *LOOKS[1]).findings()) == ("Κείμενο", [])
