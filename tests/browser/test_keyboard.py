"""The main job by keys alone: whatever has the focus shows it, and nothing stuck to the window covers it."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Person
from tests.browser.test_story import IN_PARTS, STORY, begin

STOPS = 200
# On fields whose frame is drawn around a group, the ring is the group's.
FAULTS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    if (one === document.body) return [];
    const ringed = (here) => here && (getComputedStyle(here).outlineStyle !== "none" || ringed(here.parentElement));
    const covers = [...document.querySelectorAll("body *")].filter((other) => {
        if (other.contains(one) || !["sticky", "fixed"].includes(getComputedStyle(other).position)) return false;
        const ground = other.getBoundingClientRect();
        return ground.left < box.right && box.left < ground.right && ground.top < box.bottom - 1 && box.top + 1 < ground.bottom;
    });
    const name = one.outerHTML.slice(0, 90);
    return [
        ...(ringed(one) ? [] : [`${name} does not show the focus`]),
        ...(box.width * box.height > 1 ? [] : [`${name} is not to be seen`]),
        ...covers.map((other) => `${name} is covered by ${other.className}`),
    ];
}"""


@dataclass(frozen=True)
class Hands:
    """Somebody's hands on the keyboard, away from the mouse."""

    page: Page
    looks: bool = True
    """Is it this site's own page, which must show the focus everywhere?"""

    def step(self, key: str = "Tab") -> list[str]:
        """Go on to the next stop; return what is wrong with it."""
        self.page.keyboard.press(key)
        found: list[str] = self.page.evaluate(FAULTS) if self.looks else []
        return found

    def reach(self, target: Locator) -> None:
        """Go on until the target has the focus."""
        expect(target).to_be_visible()
        for _stop in range(STOPS):
            assert self.step() == []
            if target.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"{target} cannot be reached by {STOPS} steps")

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Go on to the target, and press a key there."""
        self.reach(target)
        self.page.keyboard.press(key)

    def type_into(self, name: str, words: str) -> None:
        """Go on to a field, and type."""
        self.reach(self.page.locator(f"main [name={name}]"))
        self.page.keyboard.type(words)

    def choose(self, name: str, value: str) -> None:
        """Go on to a list, and down in it to a value."""
        field = self.page.locator(f"main select[name={name}]")
        self.reach(field)
        for _step in range(field.locator("option").count()):
            self.page.keyboard.press("ArrowDown")
            if field.input_value() == value:
                return
        raise AssertionError(f"{name} does not offer {value}")

    def open(self, target: Locator) -> None:
        """Follow a link, or send a form."""
        with self.page.expect_navigation():
            self.press(target)

    def sign_in(self, person: Person, name: str) -> None:
        """Sign in with a login of the demo."""
        person.visit("/el/account/login/")
        self.type_into("login", f"{name}@nima.example")
        self.type_into("password", "nima-demo-2026")
        self.open(self.page.locator("main form button[type=submit]").first)


@pytest.fixture
def hands(person: Person) -> Hands:
    """The person's hands."""
    return Hands(person.page)


def test_a_visitor_searches_filters_and_changes_the_language(person: Person, hands: Hands) -> None:
    page = person.visit("/el/")

    hands.step()
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.reload()
    hands.open(page.locator(".nav a[href$='/kales-praktikes/']"))
    hands.press(page.locator("main input[name=theme]:not([disabled])").first, "Space")
    expect(page.locator(".chip")).to_have_count(1)
    hands.open(page.locator("a.lang"))
    hands.type_into("q", "mentoring")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/good-practices/*q=mentoring*")

    assert "theme=" in page.url


def test_an_applicant_signs_up(person: Person, hands: Hands) -> None:
    page = person.visit("/en/account/signup/")

    for name, words in (("first_name", "Eleni"), ("last_name", "Example"), ("email", "eleni@example.org")):
        hands.type_into(name, words)
    for name in ("password1", "password2"):
        hands.type_into(name, "a-long-demo-password")
    hands.choose("country", "gr")
    hands.type_into("organisation_name", "Neighbours of Patras")
    hands.press(page.locator("main [name=themes]").first, "Space")
    hands.open(page.locator("main form button[type=submit]").last)

    expect(page.locator("h1")).to_have_text("Look at your mail")


def test_a_practice_goes_from_its_author_to_its_editor(person: Person, hands: Hands) -> None:
    story, page = STORY, person.page
    hands.sign_in(person, "member")
    person.visit("/el/my/practices/new/el/")
    hands.type_into("title", "Με τα πλήκτρα μόνο")
    for name in ("one_line", "summary"):
        hands.type_into(name, getattr(story, name))
    hands.choose("place", "athens")
    hands.choose("area_kind", "neighbourhood")
    for name in ("themes", "target_groups"):
        hands.press(page.locator(f"main [name={name}]").first, "Space")
    hands.press(page.locator("main [name=period_kind]:checked"), "ArrowDown")
    expect(page.locator("main [name=period_kind][value=since]")).to_be_checked()
    hands.type_into("start_year", "2022")
    hands.open(page.locator("button[name=next][value=submit]"))
    hands.open(page.locator("main form button.primary"))
    expect(page.locator("main .tag.weld").first).to_be_visible()

    editor = Hands(page, looks=False)
    page.context.clear_cookies()
    hands.sign_in(person, "editor")
    person.visit("/admin/practices/work-list/")
    editor.open(page.locator("main a", has_text="Με τα πλήκτρα μόνο"))
    editor.open(page.locator("button[name=step][value=publish]"))

    expect(page.locator("a[href*='/localize/submit/page/']")).to_be_visible()


def test_a_practice_grows_by_keys_alone(person: Person, hands: Hands) -> None:
    person.sign_in("member")
    form, page = begin(person, "el"), person.page

    for part, names in IN_PARTS.items():
        page.goto(f"{form}{part}/")
        for name in names:
            if name.endswith(("-1-text", "-1-name")):
                hands.open(page.locator("button[name=next][value=more]"))
            hands.type_into(name, "12")
        hands.open(page.locator(".form-foot button[name=next][value=edit]"))

        assert {name: page.input_value(f"main [name={name}]") for name in names} == dict.fromkeys(names, "12")
        expect(page.locator("#errors")).to_have_count(0)


def save_by_itself(hands: Hands) -> None:
    """Write something where drafts save themselves, and wait for what the foot of the form then says."""
    state = hands.page.locator("[data-save-state]")
    if state.count():
        hands.type_into("title", "Με τα πλήκτρα")
        hands.step()
        expect(state).to_have_attribute("data-state", "saved", timeout=30_000)


def test_nothing_stuck_to_the_window_covers_what_has_the_focus(person: Person, hands: Hands) -> None:
    found: list[Any] = []
    person.sign_in("member")
    for path in ("/el/kales-praktikes/", "/el/my/profile/", "/el/my/practices/new/el/"):
        for width in (390, 700, 1366):
            page = person.visit(path)
            page.set_viewport_size({"width": width, "height": 700})
            save_by_itself(hands)
            found += [fault for key in ("Tab", "Shift+Tab") for _stop in range(70) for fault in hands.step(key)]

    assert found == []
