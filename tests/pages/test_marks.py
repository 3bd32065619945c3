"""Readers learn which texts of translated pages, news, projects and covers of guides are not as fresh as the whole."""

import html
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import StringTranslation

from caching import memory
from library.models import GuideChapterPage
from network_members.models import User
from pages.models import CountriesPage, ProjectOutput, TeamPage
from tests.factories.library import make_chapter, make_guide
from tests.factories.texts import home, make_news, make_project, make_text, plant
from tests.factories.translations import translate
from tests.reading import count_anew, faults, read

BOTH = pytest.mark.parametrize("language", ["el", "en"])
MACHINE = {"el": "Μηχανικό προσχέδιο", "en": "Machine draft; nobody has edited"}
OLDER = {"el": "Παλαιότερο από το πρωτότυπο", "en": "Older than the original"}
UNREAD = {"el": "Δεύτερο πρόσωπο δεν το έχει διαβάσει", "en": "No second person has read"}
PARTLY = {"el": "Δεν έχουν μεταφραστεί ακόμη όλα", "en": "Not everything here is translated yet."}
EVERY = (MACHINE, OLDER, UNREAD, PARTLY)
OTHER = {"el": "en", "en": "el"}
BODY = [("text", "<p>One two</p><p>Three four</p>")]
LEAD = "What it is about"


def page_of_text(language: str) -> Any:
    return make_text("A page", home(language), introduction=LEAD, body=BODY)


def countries(language: str) -> Any:
    return plant(CountriesPage(title="Countries of ours", introduction=LEAD, body=BODY), home(language))


def team(language: str) -> Any:
    return plant(TeamPage(title="Team of ours", introduction=LEAD, body=BODY), home(language))


def news(language: str) -> Any:
    return make_news("A news item", language=language, introduction=LEAD, body=BODY, source_name="Somebody")


def project(language: str, outputs: int = 1) -> Any:
    texts: dict[str, Any] = {name: f"About {name}" for name in ("duration_note", "funding", "funder_sentence")}
    locale = home(language).locale
    rows = [ProjectOutput(title=f"Handbook {number}", locale=locale) for number in range(outputs)]
    texts |= {"beneficiaries": "Councils", "body": BODY, "outputs": rows, "introduction": LEAD}
    return make_project(f"A project of {outputs}", language=language, **texts)


def guide(language: str) -> Any:
    made = make_guide("A guide", language=language, introduction=LEAD, for_whom="Councils", note="From the field")
    make_chapter("A chapter", made)
    return made


Maker = Callable[[str], Any]
MAKERS: list[Maker] = [page_of_text, countries, team, news, project, guide]
KINDS = pytest.mark.parametrize("make", MAKERS)
PARTS: list[tuple[Maker, str]] = [
    *((make, "introduction") for make in MAKERS),
    *((make, "body") for make in (page_of_text, countries, team, news, project)),
    (news, "source_name"),
    *((project, name) for name in ("duration_note", "funding", "funder_sentence", "beneficiaries", "outputs")),
    *((guide, name) for name in ("for_whom", "note")),
]


def published(make: Maker, language: str, editor: User) -> Any:
    """Return a translation into a language that an editor read and published."""
    return translate(make(OTHER[language]), user=editor)


def by_machine(editor: User, path: str = "") -> None:
    """Let a machine have written texts that nobody read since."""
    words = StringTranslation.objects.filter(context__path__startswith=path)
    assert words.update(translation_type="machine", last_translated_by=editor)


def rewrite(page: Any, **texts: Any) -> None:
    """Publish the original with other texts."""
    draft = page.get_translations().get().get_latest_revision_as_object()
    for name, text in texts.items():
        setattr(draft, name, text)
    draft.save_revision().publish()


def told(page: Any) -> str:
    """Return what a visitor reads."""
    return html.unescape(read(Client(), type(page).objects.get(pk=page.pk).url))


@BOTH
@KINDS
def test_a_translation_that_was_read_bears_no_marks(make: Maker, language: str, editor: User) -> None:
    page = told(published(make, language, editor))

    assert [mark[language] for mark in EVERY if mark[language] in page] == []


@BOTH
@KINDS
def test_what_a_machine_wrote_as_a_whole_says_so_once(make: Maker, language: str, editor: User) -> None:
    page = published(make, language, editor)
    by_machine(editor)

    assert told(page).count(MACHINE[language]) == 1


@pytest.mark.parametrize(("make", "path"), PARTS)
def test_a_text_of_a_machine_is_marked_once_and_in_the_language_of_the_page(
    make: Maker, path: str, editor: User
) -> None:
    page = published(make, "en", editor)
    by_machine(editor, path)

    before, *after = told(page).split(MACHINE["en"])

    element = before.rpartition("<p ")[2]
    assert (len(after), element.startswith('class="small muted'), "lang=" in element) == (1, True, False)
    assert faults(read(Client(), type(page).objects.get(pk=page.pk).url)) == []


@BOTH
@pytest.mark.parametrize("make", [page_of_text, countries, team, news, project])
def test_a_body_is_older_once_one_paragraph_changed(make: Maker, language: str, editor: User) -> None:
    page = published(make, language, editor)
    body = page.get_translations().get().body.get_prep_value()
    body[0]["value"] = "<p>One two</p><p>Three five</p>"

    rewrite(page, body=body)

    assert (told(page).count(OLDER[language]), UNREAD[language] in told(page)) == (1, False)


@BOTH
def test_a_block_put_in_is_missing_and_makes_no_other_older(language: str, editor: User) -> None:
    page = published(page_of_text, language, editor)
    body = page.get_translations().get().body.get_prep_value()

    rewrite(page, body=[*body, {"type": "heading", "value": "Quite new"}])

    assert (told(page).count(PARTLY[language]), OLDER[language] in told(page)) == (1, False)


@KINDS
def test_the_whole_and_the_title_each_say_what_holds_for_them(make: Maker, editor: User) -> None:
    page = published(make, "en", editor)
    StringTranslation.objects.update(last_translated_by=editor)
    by_machine(editor, "title")

    seen = told(page)

    assert (seen.count(UNREAD["en"]), seen.count(MACHINE["en"])) == (1, 1)


@KINDS
def test_an_original_bears_no_marks(make: Maker, editor: User) -> None:
    page = published(make, "en", editor)
    by_machine(editor)

    original = told(page.get_translations().get())

    assert [mark["el"] for mark in EVERY if mark["el"] in original] == []


@KINDS
def test_a_preview_bears_no_marks(make: Maker, editor: User) -> None:
    page = published(make, "en", editor)
    by_machine(editor)

    seen = type(page).objects.get(pk=page.pk).make_preview_request().content.decode()

    assert MACHINE["en"] not in html.unescape(seen)


@BOTH
def test_the_whole_guide_on_one_page_marks_its_cover_too(language: str, editor: User) -> None:
    page = published(guide, language, editor)
    by_machine(editor, "note")

    seen = html.unescape(read(Client(), f"{page.url}?view=whole"))

    assert seen.count(MACHINE[language]) == 1


@KINDS
def test_pages_that_follow_no_original_ask_nothing_about_translations(make: Maker, editor: User) -> None:
    translated = published(make, "en", editor)
    alone = translated.get_translations().get()

    with_marks, without = (asked_for_words(page.url) for page in (translated, alone))

    assert (with_marks > 0, without) == (True, 0)


def asked_for_words(address: str) -> int:
    """Return how many queries of a page look at what was written for a translation."""
    client = Client()
    client.get(address)
    memory.forget()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    tables = ('FROM "wagtail_localize_translation"', 'FROM "wagtail_localize_string')
    found = [one["sql"] for one in queries if any(one["sql"].partition(" WHERE ")[0].count(name) for name in tables)]
    return len([sql for sql in found if "kept_in_step" not in sql])


def test_marks_take_as_many_queries_for_three_texts_as_for_one(editor: User) -> None:
    few, many = (translate(project("el", number), user=editor) for number in (1, 3))

    assert count_anew(Client(), many.url) == count_anew(Client(), few.url)


def test_chapters_that_follow_no_original_ask_nothing_about_translations(editor: User) -> None:
    page = published(guide, "en", editor)
    chapter = GuideChapterPage.objects.get()

    assert asked_for_words(f"{page.get_translations().get().url}?view=whole") == 0
    assert asked_for_words(chapter.url) == 0
