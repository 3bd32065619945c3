"""What members do beside writing practices, by keys alone and without scripts: one story, told both ways."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.conftest import Person, at_browser
from tests.browser.demo import Demo
from tests.browser.test_keyboard import Hands

TALKED = "/el/kales-praktikes/zevgaria-tou-idiou-dromou-mentoring-anamesa-se-geitones/"


class Way(Protocol):
    """A way of working."""

    def write(self, name: str, words: str) -> None:
        """Fill in a field."""

    def choose(self, target: Locator) -> None:
        """Tick a box, or choose one of several."""

    def open(self, target: Locator) -> None:
        """Follow a link, or send a form."""

    def sign_in(self, name: str) -> None:
        """Come back as somebody else."""


@dataclass(frozen=True)
class ByKeys:
    """By keys alone; whatever has the focus shows it."""

    person: Person

    @property
    def hands(self) -> Hands:
        """Return the hands on the keyboard."""
        return Hands(self.person.page)

    def write(self, name: str, words: str) -> None:
        """Go on to a field, and type."""
        self.hands.type_into(name, words)

    def choose(self, target: Locator) -> None:
        """Go on to it, and press the bar."""
        self.hands.press(target, "Space")

    def open(self, target: Locator) -> None:
        """Go on to it, and press Enter."""
        self.hands.open(target)

    def sign_in(self, name: str) -> None:
        """Sign in anew."""
        self.person.page.context.clear_cookies()
        self.hands.sign_in(self.person, name)


@dataclass(frozen=True)
class WithoutScripts:
    """As plain links and forms, on a telephone."""

    person: Person

    def write(self, name: str, words: str) -> None:
        """Fill in a field."""
        self.person.page.fill(f"main [name={name}]", words)

    def choose(self, target: Locator) -> None:
        """Tick it."""
        target.check()

    def open(self, target: Locator) -> None:
        """Click it."""
        with self.person.page.expect_navigation():
            target.click()

    def sign_in(self, name: str) -> None:
        """Sign in anew."""
        self.person.page.context.clear_cookies()
        self.person.sign_in(name)


@dataclass(frozen=True)
class Worker:
    """Somebody with a way of working, and what is theirs in the demo."""

    way: Way
    page: Page
    talkers: tuple[str, str]
    task: str
    reviewer: str
    confirmed: str

    def visit(self, path: str) -> Page:
        """Open a path of the demo."""
        self.page.goto(f"{self.page.url.split('/el/')[0]}{path}")
        return self.page


KEYS = (("member", "colleague"), "A shared garden", "member", "Κάρτα παραπομπής")
PLAIN = (("katharina-brandl", "giorgos-papaioannou"), "Θερινό σεμινάριο", "katharina-brandl", "Βιβλιοθήκη σε κούτα")


@pytest.fixture(scope="module")
def begun(demo: Demo) -> str:
    """The address of a demo in which something waits for both ways."""
    demo.manage("shell", "-c", "from tests.browser.begun import begin; begin()")
    return demo.address


@pytest.fixture(params=["keys", "plain"])
def worker(request: pytest.FixtureRequest, browser: Browser, begun: str) -> Iterator[Worker]:
    """Somebody who works by keys alone, then somebody without scripts."""
    by_keys = request.param == "keys"
    size: ViewportSize = {"width": 1366, "height": 900} if by_keys else {"width": 390, "height": 844}
    context = browser.new_context(java_script_enabled=by_keys, viewport=size, reduced_motion="reduce")
    for person in at_browser(context, begun):
        person.visit("/el/")
        yield Worker(ByKeys(person) if by_keys else WithoutScripts(person), person.page, *(KEYS if by_keys else PLAIN))


def test_members_write_and_reply(worker: Worker) -> None:
    page, way = worker.page, worker.way
    first, second = worker.talkers
    words = f"Τι κοστίζει ένας χρόνος; {first}"
    way.sign_in(first)
    worker.visit(TALKED)
    way.write("text", words)
    way.open(page.locator("#talk form button.primary"))
    expect(page.locator("article.post", has_text=words)).to_be_visible()

    way.sign_in(second)
    worker.visit(TALKED)
    way.open(page.locator("article.post", has_text=words).locator("a[href$='/reply/']"))
    way.write("text", f"Λίγα. {second}")
    way.open(page.locator("main form button.primary"))

    expect(page.locator("article.post.reply", has_text=f"Λίγα. {second}")).to_be_visible()


def test_a_translation_is_taken_and_handed_in(worker: Worker) -> None:
    page, way = worker.page, worker.way
    way.sign_in("facilitator")
    worker.visit("/el/my/translations/")
    way.open(page.locator("main a", has_text=worker.task))
    way.open(page.locator("button[name=step][value=take]"))
    for name in [field.get_attribute("name") or "" for field in page.locator("main [name^=text_]").all()]:
        way.write(name, "Κοινός κήπος")
    way.open(page.locator("button[name=step][value=hand_in]"))

    expect(page.locator("h1")).to_have_text("Μεταφράσεις")
    expect(
        page.get_by_text("Σας ευχαριστούμε. Τη μετάφρασή σας τη διαβάζει τώρα ένα άλλο μέλος ή η σύνταξη.").first
    ).to_be_visible()


def test_advice_is_given_on_a_practice(worker: Worker) -> None:
    page, way = worker.page, worker.way
    way.sign_in(worker.reviewer)
    worker.visit("/el/my/")
    way.open(page.locator("main a[href*='/my/reviews/']").first)
    way.choose(page.locator("[name=advice][value=publish]"))
    way.open(page.locator("main form button.primary"))

    expect(page.locator("[name=advice]")).to_have_count(0)


def test_two_practices_are_compared(worker: Worker) -> None:
    page, way = worker.page, worker.way
    worker.visit("/en/practices/compare/")
    for words in ("mentoring", "kitchen"):
        way.write("q", words)
        way.open(page.locator("main form[role=search] button"))
        way.open(page.locator(".topiclist a").first)

    expect(page.locator("table.compare thead th")).to_have_count(2)


def test_a_practice_is_confirmed_by_the_link_of_the_mail(worker: Worker) -> None:
    page, way = worker.page, worker.way
    worker.visit("/el/mailbox/")
    way.open(page.locator("main a", has_text=re.compile(f"(Ισχύει|Is “).*{worker.confirmed}")).first)
    link = re.search(r"http://\S+/practices/confirm/\S+/", page.locator("main").inner_text())
    assert link
    page.goto(link[0])
    way.open(page.locator("main form button.primary"))

    expect(page.locator("main form button.primary")).to_have_count(0)
    page.goto(link[0])
    expect(page.locator("main form button.primary")).to_have_count(0)
