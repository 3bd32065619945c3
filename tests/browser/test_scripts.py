"""What the scripts add to plain forms: text that is never lost, filters without a reload, a menu for the keyboard."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.late import late

STATIC = Path(__file__).parents[2] / "static"
SITE = "http://nima.test"
HEAD = '<!doctype html><html lang="en"><head><title>{title}</title><script type="module" src="/static/js/site.js"></script></head>'
FORM = """<body><form data-autosave="/draft"{unsaved} action="/send" method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="token"><input type="hidden" name="version" value="{version}">
<div data-restore hidden><button data-restore-yes type="button">Yes</button><button data-restore-no type="button">No</button></div>
<div data-counter="10" data-left="Left:" data-over="Over:"><label>Text <textarea name="text">{text}</textarea></label></div>
<label><input type="checkbox" name="theme" value="a">A</label>
<p data-save-state data-saving="Saving" data-saved="Saved at" data-offline="Offline" data-refused="Refused"
data-conflict="Conflict" data-signed-out="Signed out"><span role="status"></span></p><button>Send</button></form><a href="/form">Here</a></body>"""
LIST = """<body><form id="filters" data-facets="results" action="/list"><details id="groups" data-replace open><summary>Theme</summary>
<label><input type="checkbox" name="theme" value="a"{a}>A {count}</label></details></form>
<input type="search" name="q" form="filters" aria-label="Words">
<div id="results"><h2 id="results-title" tabindex="-1">{count} practices</h2><a href="/list?page=2">Next</a><a href="/item">Item</a></div>
<p id="results-status" role="status"></p></body>"""
MENU = """<body><nav id="menu" class="nav"><a href="/a">First</a></nav><a data-menu="menu" href="#menu">Menu</a><p>Text</p></body>"""


class Server:
    """Answers for a site that is only these pages."""

    def __init__(self) -> None:
        self.status = 200
        self.version = 1
        self.refused = ""
        self.online = True
        self.holds = False
        self.held: list[Route] = []
        self.saved: list[str] = []
        self.asked: list[str] = []

    def answer(self, route: Route) -> None:
        """Serve a page, a module or a draft."""
        path = route.request.url.removeprefix(SITE)
        self.asked.append(path)
        if path.startswith("/static/"):
            route.fulfill(path=STATIC.parent / path.strip("/"), content_type="text/javascript")
        elif path == "/draft":
            self.save(route)
        else:
            route.fulfill(body=self.page(path), content_type="text/html")

    def save(self, route: Route) -> None:
        """Keep a draft, or fail as the test wants."""
        if not self.online:
            route.abort()
            return
        self.saved.append(route.request.post_data or "")
        if self.holds:
            self.held.append(route)
            return
        self.answer_save(route)

    def answer_save(self, route: Route) -> None:
        """Say that a draft is kept."""
        route.fulfill(
            status=self.status,
            body=json.dumps({"version": "2", "clock": "18:44 (Greek time)"}),
            content_type="application/json",
        )

    def page(self, path: str) -> str:
        """Return the page of a path."""
        if path.startswith("/list"):
            chosen = "theme=a" in path
            body = LIST.format(a=" checked" if chosen else "", count=3 if chosen else 9)
        elif path == "/form":
            unsaved = " data-unsaved" if self.refused else ""
            body = FORM.format(version=self.version, unsaved=unsaved, text=self.refused)
        else:
            body = {"/menu": MENU}.get(path, "<body>Elsewhere</body>")
        return HEAD.format(title=path) + body


@pytest.fixture
def server() -> Server:
    """The site of a test."""
    return Server()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page on that site."""
    context = browser.new_context(base_url=SITE)
    context.route("**/*", server.answer)
    yield context.new_page()
    context.close()


def status(page: Page, words: str) -> None:
    """Wait until the state of the draft starts with words."""
    page.wait_for_function(
        "words => document.querySelector('[data-save-state]').textContent.startsWith(words)", arg=words
    )


def write(page: Page, words: str) -> None:
    """Type into the text and leave the field, once the modules of the page have come."""
    page.wait_for_load_state("networkidle")
    page.fill("textarea", words)
    page.locator("textarea").blur()


def open_(page: Page, path: str) -> None:
    """Open a page, and wait for its modules: until they have come, links are plain ones and nobody counts."""
    page.goto(path)
    page.wait_for_load_state("networkidle")


def test_a_draft_is_saved_when_the_writer_leaves_the_field(page: Page, server: Server) -> None:
    page.goto("/form")
    write(page, "Γειτονιά")
    status(page, "Saved at 18:44 (Greek time)")

    assert [("Γειτονιά" in body, "token" in body) for body in server.saved] == [(True, True)]
    assert page.input_value("[name=version]") == "2"
    assert page.evaluate("localStorage.length") == 0


def test_a_form_is_sent_with_the_version_of_the_save_it_followed(page: Page, server: Server) -> None:
    page.goto("/form")
    server.holds = True
    write(page, "Saving")
    page.fill("textarea", "Sending")
    page.click("text=Send")
    status(page, "Saving")
    assert "/send" not in server.asked

    with page.expect_request("**/send") as sent:
        server.answer_save(server.held.pop())

    assert ("version=2" in str(sent.value.post_data), "text=Sending" in str(sent.value.post_data)) == (True, True)
    assert len(server.saved) == 1


def test_a_form_does_not_wait_for_ever_for_a_save_without_an_answer(page: Page, server: Server) -> None:
    page.add_init_script(
        "const timeout = AbortSignal.timeout; AbortSignal.timeout = (span) => timeout.call(AbortSignal, span / 100)"
    )
    page.goto("/form")
    server.holds = True
    write(page, "Saving")

    with page.expect_request("**/send") as sent:
        page.click("text=Send")

    assert ("version=1" in str(sent.value.post_data), "text=Saving" in str(sent.value.post_data)) == (True, True)


def test_nothing_is_sent_when_nothing_changed(page: Page, server: Server) -> None:
    page.goto("/form")
    page.focus("textarea")
    page.locator("textarea").blur()

    assert server.saved == []


def test_a_text_that_could_not_be_sent_comes_back_after_a_reload(page: Page, server: Server) -> None:
    page.goto("/form")
    server.online = False
    write(page, "Canary")
    page.check("[name=theme]")
    page.focus("textarea")
    status(page, "Offline")
    page.goto("/form")
    assert page.input_value("textarea") == ""

    server.online = True
    page.click("[data-restore-yes]")
    status(page, "Saved at ")

    assert (page.input_value("textarea"), page.is_checked("[name=theme]")) == ("Canary", True)
    assert page.is_hidden("[data-restore]")


def test_a_copy_can_be_thrown_away(page: Page, server: Server) -> None:
    page.goto("/form")
    server.online = False
    write(page, "Canary")
    status(page, "Offline")
    page.goto("/form")
    page.click("[data-restore-no]")

    assert page.evaluate("localStorage.length") == 0
    assert page.is_hidden("[data-restore]")


@pytest.mark.parametrize(
    ("code", "words"), [(409, "Conflict"), (400, "Refused"), (403, "Signed out"), (500, "Offline")]
)
def test_a_refused_draft_says_why_and_keeps_the_text(page: Page, server: Server, code: int, words: str) -> None:
    page.goto("/form")
    server.status = code
    write(page, "Canary")
    status(page, words)

    assert page.input_value("textarea") == "Canary"
    assert page.evaluate("localStorage.length") == 1


def test_what_is_typed_after_a_conflict_comes_back_with_the_version_it_followed(page: Page, server: Server) -> None:
    page.goto("/form")
    server.status = 409
    write(page, "Before")
    status(page, "Conflict")
    page.fill("textarea", "Before and after")
    page.locator("textarea").blur()
    page.fill("textarea", "Before and after, to the last word")
    server.version = 5
    page.goto("/form")
    assert (page.input_value("textarea"), page.input_value("[name=version]")) == ("", "5")

    page.click("[data-restore-yes]")
    status(page, "Conflict")

    assert page.input_value("textarea") == "Before and after, to the last word"
    assert page.input_value("[name=version]") == "1"
    assert len(server.saved) == 2


def test_a_text_sent_after_a_conflict_is_kept_until_it_is_saved(page: Page, server: Server) -> None:
    page.goto("/form")
    server.status = 409
    write(page, "Canary")
    status(page, "Conflict")
    page.click("text=Send")
    page.wait_for_url("**/send")
    server.version = 5
    page.goto("/form")
    page.click("[data-restore-yes]")

    assert page.input_value("textarea") == "Canary"


def test_a_refused_text_is_kept_when_its_page_is_closed(page: Page, server: Server) -> None:
    server.refused = "Canary"
    page.goto("/form")
    page.wait_for_load_state("networkidle")
    server.refused = ""
    page.goto("/form")
    page.click("[data-restore-yes]")

    assert page.input_value("textarea") == "Canary"


def test_a_long_text_says_how_much_is_left(page: Page) -> None:
    open_(page, "/form")
    page.fill("textarea", "α" * 12)

    expect(page.locator("[data-counter] > [aria-hidden]")).to_have_text("Over: 2")
    expect(page.locator("[data-counter] > [role=status]")).to_have_text("Over: 2")


def test_a_long_text_typed_before_the_module_came_is_told_too(page: Page) -> None:
    with late(page, "/form", "counter.js"):
        page.fill("textarea", "α" * 12)

    expect(page.locator("[data-counter] > [role=status]")).to_have_text("Over: 2")


def test_a_text_typed_before_the_module_came_is_saved(page: Page, server: Server) -> None:
    with late(page, "/form", "autosave.js"):
        page.fill("textarea", "Canary")
    page.wait_for_load_state("networkidle")
    page.locator("textarea").blur()
    status(page, "Saved at 18:44 (Greek time)")

    assert ["Canary" in body for body in server.saved] == [True]


def test_a_filter_changes_the_list_and_the_address_and_keeps_the_focus(page: Page, server: Server) -> None:
    open_(page, "/list")
    page.focus("[name=theme]")
    page.keyboard.press("Space")
    page.wait_for_function("document.getElementById('results-status').textContent === '3 practices'")

    assert page.url == f"{SITE}/list?theme=a"
    assert page.evaluate("document.activeElement.name") == "theme"
    assert server.asked.count("/list") == 1


def test_going_back_brings_the_list_of_before(page: Page) -> None:
    open_(page, "/list")
    page.check("[name=theme]")
    page.wait_for_url("**/list?theme=a")
    page.go_back()
    page.wait_for_function("document.getElementById('results-title').textContent === '9 practices'")

    assert page.url == f"{SITE}/list"


def test_a_link_to_the_same_list_moves_the_focus_to_the_results(page: Page) -> None:
    open_(page, "/list")
    page.click("text=Next")
    page.wait_for_url("**/list?page=2")
    page.wait_for_function("document.activeElement.id === 'results-title'")


def test_a_group_that_the_reader_closed_stays_closed(page: Page) -> None:
    open_(page, "/list?theme=a")
    page.click("summary")
    page.click("text=Next")
    page.wait_for_url("**/list?page=2")
    page.wait_for_function("document.getElementById('results-title').textContent === '9 practices'")

    assert page.locator("details").get_attribute("open") is None


def test_a_link_to_another_page_is_a_plain_link(page: Page) -> None:
    open_(page, "/list")
    page.click("text=Item")

    assert page.inner_text("body") == "Elsewhere"


def test_the_menu_opens_and_closes_by_keyboard(page: Page) -> None:
    page.goto("/menu")
    page.wait_for_selector("[data-menu][aria-expanded]")
    page.focus("[data-menu]")
    states = []
    for key in ("Enter", "Escape", "Space"):
        page.keyboard.press(key)
        states.append(page.get_attribute("[data-menu]", "aria-expanded"))
    page.click("p")
    states.append(page.get_attribute("[data-menu]", "aria-expanded"))

    assert states == ["true", "false", "true", "false"]
    assert page.evaluate("document.activeElement.dataset.menu") in ("menu", None)
