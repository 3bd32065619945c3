"""The main job, as people do it: a member writes, an editor publishes and translates, everybody reads."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter, Person, await_reading, press


@dataclass(frozen=True)
class Story:
    """A practice that is written in one language and read in the other."""

    author: str
    language: str
    title: str
    one_line: str
    sentence: str
    translated: tuple[str, str, str]
    """Title, line and summary in the other language."""
    address: str
    """Where it is read in the other language."""
    library: str

    @property
    def summary(self) -> str:
        """Return enough words for handing in."""
        return " ".join([self.sentence] * 6)


STORY = Story(
    "member",
    "el",
    "Περίπατοι γνωριμίας",
    "Νέοι και παλιοί κάτοικοι γνωρίζουν μαζί τη γειτονιά.",
    "Κάθε Σάββατο μια μικρή ομάδα περπατά στη γειτονιά και συναντά υπηρεσίες και ανθρώπους.",
    (
        "Walks to get to know each other",
        "New and old neighbours explore together.",
        "A small group walks on Saturdays.",
    ),
    "/en/good-practices/walks-to-get-to-know-each-other/",
    "/el/kales-praktikes/",
)


IN_PARTS = {
    "aims": ("challenge", "objectives-0-text", "objectives-1-text"),
    "activities": ("activities-0-name", "activities-0-what", "activities-1-name", "activities-1-what"),
    "people": ("people_reached", "partners-0"),
    "resources": ("resources", "funding_source"),
    "results": ("result_rows-0-indicator", "result_rows-0-actual", "users_opinion"),
    "lessons": ("difficulties", "transfer", "equality"),
}
"""Some fields of each part that a practice grows by; a second row stands there once it was asked for."""


def write(member: Page, story: Story) -> None:
    """Fill in what handing in needs, on the page of a new practice."""
    for name in ("title", "one_line", "summary"):
        member.fill(f"[name={name}]", getattr(story, name))
    member.select_option("[name=place]", "athens")
    member.select_option("[name=area_kind]", "neighbourhood")
    member.locator("[name=themes]").first.check()
    member.locator("[name=target_groups]").first.check()
    member.check("[name=period_kind][value=since]")
    member.fill("[name=start_year]", "2022")


def begin(member: Person, language: str) -> str:
    """Begin a practice with its title alone, and return the address of its form."""
    page = member.visit(f"/{language}/my/practices/new/{language}/")
    page.fill("[name=title]", "Από το πρώτο γράμμα ως το τέλος")
    page.click(".form-foot button[name=next][value=edit]")
    page.wait_for_url("**/edit/")
    return page.url


def hand_in(member: Person, story: Story) -> None:
    """Write a practice and hand it in."""
    member.sign_in(story.author, story.language)
    page = member.visit(f"/{story.language}/my/practices/new/{story.language}/")
    write(page, story)
    expect(page.locator("[data-save-state]")).to_have_attribute("data-state", "saved", timeout=30_000)
    press(page, "button[name=next][value=submit]")
    press(page, "main form button.primary")
    expect(page.locator("main .tag.weld").first).to_be_visible()


def publish(editor: Page, story: Story) -> None:
    """Find the practice in the work list, and put it online."""
    editor.click(f"main >> text={story.title}")
    editor.click("button[name=step][value=publish]")
    expect(editor.locator("a[href*='/localize/submit/page/']")).to_be_visible()


def translate(editor: Page, story: Story) -> None:
    """Translate a published practice text by text, and publish the translation."""
    editor.click("a[href*='/localize/submit/page/']")
    form = editor.locator("form:has([name=locales])")
    form.locator("[name=locales]").first.check()
    form.locator("[type=submit]").click()
    waiting = editor.locator("li.incomplete")
    for left, words in zip((3, 2, 1), story.translated, strict=True):
        expect(waiting).to_have_count(left)
        waiting.first.get_by_role("button").click()
        editor.fill("section textarea", words)
        editor.locator("li.incomplete:has(textarea)").get_by_role("button").last.click()
    expect(waiting).to_have_count(0)
    editor.click("button[name=action][value=publish]")
    expect(editor.locator(".messages .success")).to_be_visible()


def sees_it_published(author: Person, story: Story) -> None:
    """Look at the author's own list and at the mailbox of the demo."""
    row = author.visit(f"/{story.language}/my/practices/").locator(".task", has_text=story.title)
    expect(row.locator(".tag.olive")).to_be_visible()
    mailbox = author.visit(f"/{story.language}/mailbox/")
    await_reading(mailbox, f"main a:has-text('{story.title}')")
    expect(mailbox.locator("main a", has_text=story.title).first).to_be_visible()


def test_a_practice_goes_from_its_author_to_readers_of_both_languages(enter: Enter) -> None:
    story = STORY
    member, editor, reader = enter(), enter(), enter()

    hand_in(member, story)
    editor.sign_in("editor")
    publish(editor.visit("/admin/practices/work-list/"), story)
    untranslated = reader.visit(f"{story.library}?q={story.title.split()[-1]}")
    await_reading(untranslated, f"text={story.title}")
    untranslated.click(f"text={story.title}")
    expect(untranslated.locator("h1")).to_have_text(story.title)
    translate(editor.page, story)

    page = reader.visit(story.address)
    other = story.address[1:3]
    expect(page.locator("h1")).to_have_text(story.translated[0])
    expect(page.locator("html")).to_have_attribute("lang", other)
    page.click(f"a.lang[hreflang={story.language}]")
    expect(page.locator("h1")).to_have_text(story.title)
    assert re.sub(r"[^/]+/$", "", page.url).endswith(story.library)
    sees_it_published(member, story)
