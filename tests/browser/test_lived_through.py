"""One practice lived through in the browser: from its first word in English to its confirmation a year later."""

import io
import re
import sqlite3
from contextlib import closing
from typing import Any

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from blocks import paper
from tests.browser.conftest import Enter, Person, await_reading, press
from tests.browser.demo import Demo
from tests.browser.test_story import Story, hand_in

STORY = Story(
    "stranger",
    "en",
    "A desk that listens first",
    "Newcomers tell their needs once.",
    "Every Tuesday two mediators listen to newcomers and bring them to the right service together.",
    ("Ένα γραφείο που πρώτα ακούει", "Οι ανάγκες λέγονται μία φορά.", "Κάθε Τρίτη δύο μεσολαβητές ακούν."),
    "/el/kales-praktikes/ena-grafeio-pou-prota-akouei/",
    "/en/good-practices/",
)
WORK_LIST = "/admin/practices/work-list/"
TABLE = f"/admin/translations/?q={STORY.title.split()[-1]}"


def at_desk(editor: Person) -> Page:
    """Open the practice at the editors' desk."""
    page = editor.visit(WORK_LIST)
    press(page, f"main >> text={STORY.title}")
    return page


def returned(author: Person, editor: Person) -> str:
    """Return it with a note at the field; its author reads it there, answers and hands in again: its address."""
    page = at_desk(editor)
    page.fill("[name=note-summary]", "What does it need?")
    page.fill("[name=message]", "Nearly there.")
    press(page, "button[name=step][value=return]")
    home = author.page.url
    form = author.visit(f"{home.removeprefix(author.address)}edit/")
    expect(form.locator("text=What does it need?").first).to_be_visible()
    form = author.visit(f"{home.removeprefix(author.address)}edit/lessons/")
    form.fill("[name=transfer]", "Two mediators and a desk.")
    submit(author, home)
    return home


def submit(author: Person, home: str) -> None:
    """Save the form that stands open, look it over and hand it in once more."""
    author.page.click(".form-foot button.primary")
    author.page.wait_for_url(re.compile(f"{home}(submit/)?$"))
    author.page.goto(f"{home}submit/")
    press(author.page, "main form button.primary")
    expect(author.page.locator("main .tag.weld").first).to_be_visible()


def reviewed(editor: Person, *reviewers: Person) -> None:
    """Ask two members for advice; both give it on what was handed in."""
    page = at_desk(editor)
    press(page, "a[href$='/reviewers/']")
    for number, name in enumerate(("Αμφίπλευρο", "Fadenhaus"), start=1):
        choice = page.locator(f"[name=reviewer_{number}] option", has_text=name).first
        page.select_option(f"[name=reviewer_{number}]", choice.get_attribute("value"))
    press(page, "main form button[type=submit], .content form button[type=submit]")
    for reviewer in reviewers:
        mine = reviewer.visit("/el/my/")
        press(mine, "a[href*='/my/reviews/']")
        mine.check("[name=advice][value=publish]")
        press(mine, "main form button.primary")
        expect(mine.locator("[name=advice]")).to_have_count(0)


def publish(editor: Person) -> None:
    """Put the version that waits online."""
    page = at_desk(editor)
    press(page, "button[name=step][value=publish]")
    expect(page.locator("a[href*='/localize/submit/page/']").first).to_be_visible()


def from_the_table(editor: Person, step: str) -> None:
    """Take a step at the editors' table of translations."""
    page = editor.visit(TABLE)
    page.locator("tr", has_text=STORY.title).locator("[name=page]").check()
    press(page, f"button[name=step][value={step}]")
    expect(page.locator(".messages .success")).to_be_visible()


def translated(editor: Person, translator: Person, reader: Person) -> None:
    """Offer it to members: one translates, another reads, the editor publishes."""
    from_the_table(editor, "offer")
    page = translator.visit("/el/my/translations/")
    press(page, f"main >> text={STORY.title}")
    press(page, "button[name=step][value=take]")
    texts = dict(zip((STORY.title, STORY.one_line, STORY.sentence), STORY.translated, strict=True))
    for section in page.locator("main section.panel").all():
        words = next((text for said, text in texts.items() if said in section.inner_text()), "Δύο μεσολαβητές.")
        section.locator("[name^=text_]").fill(words)
    press(page, "button[name=step][value=hand_in]")
    page = reader.visit("/el/my/translations/")
    press(page, f"main >> text={STORY.title}")
    press(page, "button[name=step][value=accept]")
    from_the_table(editor, "publish")


def changed(author: Person, editor: Person, home: str, line: str) -> str:
    """Publish a version with another line, and say what the table then calls its translation."""
    page = author.visit(f"{home.removeprefix(author.address)}edit/")
    page.fill("[name=one_line]", line)
    submit(author, home)
    publish(editor)
    return editor.visit(TABLE).locator("tr", has_text=STORY.title).inner_text()


def commented(person: Person, path: str, text: str) -> None:
    """Say something under the practice."""
    page = person.visit(path)
    page.fill("#talk textarea", text)
    page.click("#talk form button.primary")
    expect(page.locator(".post", has_text=text)).to_be_visible()


def looked_at(editor: Person, *texts: str) -> None:
    """Show to readers what new members wrote first."""
    for text in texts:
        page = editor.visit("/admin/moderation/")
        press(page, f"main >> text={text}")
        press(page, "button[name=step][value=dismiss]")


def words_of_pdf(person: Person, home: str, language: str) -> str:
    """Return the words of the file that readers take along."""
    key = home.rstrip("/").rpartition("/")[2]
    answer: Any = person.page.request.get(f"{person.address}/{language}/practices/{key}/pdf/")
    assert answer.status == 200
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages).split())


def a_year_passes(demo: Demo) -> None:
    """Move the publication a year back, and let the nightly command ask."""
    with closing(sqlite3.connect(demo.database, timeout=20)) as rows, rows:
        rows.execute(
            "update wagtailcore_page set first_published_at = datetime(first_published_at, '-367 days') where title in (?, ?)",
            (STORY.title, STORY.translated[0]),
        )
    demo.manage("confirm_practices")


def confirmed(author: Person) -> None:
    """Follow the link of the mail without being signed in, and press its button."""
    page = author.visit("/en/mailbox/")
    page.locator("main a", has_text=re.compile(f"{STORY.title}.*still")).first.click()
    link = re.search(r"http://\S+/practices/confirm/\S+/", page.locator("main").inner_text())
    assert link
    author.page.context.clear_cookies()
    page.goto(link[0])
    press(page, "main form button.primary")
    expect(page.locator("main form button.primary")).to_have_count(0)


def test_one_practice_is_lived_through(demo: Demo, enter: Enter) -> None:
    author, editor, first, second, visitor = enter(), enter(), enter(), enter(), enter()
    hand_in(author, STORY)
    editor.sign_in("editor")
    first.sign_in("facilitator")
    second.sign_in("katharina-brandl")

    home = returned(author, editor)
    reviewed(editor, first, second)
    publish(editor)
    found = visitor.visit(f"/el/kales-praktikes/?q={STORY.title.split()[-1]}")
    await_reading(found, f'main a:has-text("{STORY.title}")')
    expect(found.locator("main a", has_text=STORY.title)).to_be_visible()
    translated(editor, first, second)
    expect(visitor.visit(STORY.address).locator("h1")).to_have_text(STORY.translated[0])

    comma = changed(author, editor, home, "Newcomers tell their needs, once!")
    sentence = changed(author, editor, home, "Newcomers tell their needs once. Nobody is sent away.")
    assert ("Παλαιότερη" in comma, "Παλαιότερη" in sentence) == (False, True)

    commented(first, STORY.address, "Το δοκιμάσαμε στην Πάτρα.")
    commented(author, f"{STORY.library}a-desk-that-listens-first/", "Tell us more!")
    looked_at(editor, "Tell us more!")
    for path in (STORY.address, f"{STORY.library}a-desk-that-listens-first/"):
        expect(visitor.visit(path).locator("#talk article.post")).to_have_count(2)
    if paper.is_possible():
        assert STORY.translated[0] in words_of_pdf(visitor, home, "el")
        assert STORY.title in words_of_pdf(visitor, home, "en")

    a_year_passes(demo)
    confirmed(author)
