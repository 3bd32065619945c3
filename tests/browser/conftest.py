"""Browser, demo and what every page is held to."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser.demo import Demo, running_demo

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

PATIENCE = 60
"""Seconds that the worker may take to read a new demo, or what was written, for the search, or to deliver a mail."""

# Milliseconds: a busy machine with two cores takes its time.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A running demo, the same for the whole run."""
    with running_demo(Path(tmp_path_factory.mktemp("demo"))) as running:
        yield running


@pytest.fixture(scope="session")
def demo_site(demo: Demo) -> str:
    """The address of the running demo."""
    return demo.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@dataclass
class Watch:
    """What went wrong on the pages of one context."""

    address: str
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def on_request(self, request: Request) -> None:
        """Note requests that leave the demo."""
        if not request.url.startswith((self.address, "data:", "blob:", "about:")):
            self.foreign.append(request.url)

    def on_message(self, message: ConsoleMessage) -> None:
        """Note what the browser calls an error, refusals of the content security policy included."""
        # A page that answers 4xx on purpose is reported as an error too; what it loads is not meant by that.
        page = message.page
        if message.type == "error" and not (page and message.location.get("url") == page.url):
            self.complaints.append(message.text)

    def follow(self, page: Page) -> None:
        """Listen to a page."""
        page.on("request", self.on_request)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self.on_message)


@dataclass
class Person:
    """Somebody at a browser of their own."""

    page: Page
    watch: Watch
    address: str

    def visit(self, path: str) -> Page:
        """Open a path of the demo."""
        self.page.goto(f"{self.address}{path}")
        return self.page

    def sign_in(self, name: str, language: str = "el") -> None:
        """Sign in with a login of the demo."""
        self.visit(f"/{language}/account/login/")
        self.page.fill("input[name=login]", f"{name}@nima.example")
        self.page.fill("input[name=password]", "nima-demo-2026")
        self.page.click("main form button[type=submit]")
        self.page.wait_for_url(re.compile(r"/my/"))


Enter = Callable[[], Person]


def press(page: Page, selector: str) -> None:
    """Press what leads to another page, and wait until that page stands: the server has answered by then."""
    with page.expect_navigation():
        page.click(selector)


def await_reading(page: Page, selector: str = "article.result") -> None:
    """Look at a list again until it shows what is waited for: the worker reads what was written, and delivers mails."""
    for _second in range(PATIENCE):
        if page.locator(selector).count():
            return
        page.wait_for_timeout(1_000)
        page.reload()


@pytest.fixture
def person(browser: Browser, demo_site: str) -> Iterator[Person]:
    """Somebody with Chromium at 1366 px; at the end nothing may have gone wrong."""
    yield from at_browser(
        browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce"), demo_site
    )


@contextmanager
def somebody(browser: Browser, address: str) -> Iterator[Person]:
    """Yield a person with a browser of their own; at the end nothing may have gone wrong in it."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, reduced_motion="reduce")
    yield from at_browser(context, address)


@pytest.fixture
def enter(browser: Browser, demo_site: str) -> Iterator[Enter]:
    """Let as many people in as a story needs."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(somebody(browser, demo_site))


def at_browser(context: BrowserContext, address: str) -> Iterator[Person]:
    """Yield a person, then look at what the browser complained about."""
    watch = Watch(address)
    context.on("page", watch.follow)
    yield Person(context.new_page(), watch, address)
    context.close()
    assert (watch.complaints, watch.foreign) == ([], [])
