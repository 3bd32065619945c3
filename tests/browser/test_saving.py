"""A button of a form is pressed while the form saves itself: the press counts, whatever the state line says."""

import time
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Person
from tests.browser.test_story import begin

WIDTHS = (1366, 390)
STATES = ("saving", "saved", "offline", "refused", "conflict", "signedOut")
SAVING_TAKES = 0.3
"""Seconds; a press lasts longer."""
PLACES = "buttons => buttons.map((button) => { const { x, y } = button.getBoundingClientRect(); return [x, y]; })"
SAY = """(line, state) => {
    line.dataset.state = state;
    line.querySelector("[role=status]").textContent = state === "saved" ? `${line.dataset.saved} 23:59 (UTC−3:30)` : line.dataset[state];
}"""


def slowly(route: Route) -> None:
    """Let a save take its time."""
    time.sleep(SAVING_TAKES)
    route.continue_()


def write(page: Page, width: int, address: str) -> None:
    """Open who took part in a practice, and type a number."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.fill("[name=people_reached]", "280")


def press_for_long(page: Page, selector: str) -> None:
    """Press the mouse on a button, hold it until the form has saved itself, and let go."""
    button = page.locator(selector)
    button.scroll_into_view_if_needed()
    box: Any = button.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved")
    page.mouse.up()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["el", "en"])
def test_a_press_that_outlasts_the_save_still_takes_the_step(person: Person, language: str, width: int) -> None:
    person.sign_in("member", language)
    form, page = begin(person, language), person.page
    page.route("**/autosave/**", slowly)

    for value, leads_to in (("edit", f"{form}people/"), ("overview", form.removesuffix("edit/"))):
        write(page, width, f"{form}people/")
        page.fill("[name=people_planned]", str(len(leads_to)))
        with page.expect_navigation(url=leads_to):
            press_for_long(page, f".form-foot button[value={value}]")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["el", "en"])
def test_no_button_moves_whatever_became_of_the_draft(person: Person, language: str, width: int) -> None:
    person.sign_in("member", language)
    form, page = begin(person, language), person.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{form}people/")
    page.locator(".form-foot button").last.scroll_into_view_if_needed()
    places = [page.locator(".form-foot button").evaluate_all(PLACES)]

    for state in STATES:
        page.locator("[data-save-state]").evaluate(SAY, state)
        places.append(page.locator(".form-foot button").evaluate_all(PLACES))

    assert places == [places[0]] * len(places)
