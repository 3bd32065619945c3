"""Readers learn which formatted texts of a translated chapter are not as fresh as the whole, in both languages."""

import html
from typing import Any

import pytest
from django.test import Client
from wagtail_localize.models import StringTranslation

from library.models import ChapterQuestion, GuideChapterPage
from network_members.models import User
from tests.factories.library import make_chapter, make_guide
from tests.factories.translations import translate
from tests.reading import count_anew, faults, read

BOTH = pytest.mark.parametrize("language", ["el", "en"])
MACHINE = {"el": "Μηχανικό προσχέδιο", "en": "Machine draft; nobody has edited"}
OLDER = {"el": "Παλαιότερο από το πρωτότυπο", "en": "Older than the original"}
UNREAD = {"el": "Δεύτερο πρόσωπο δεν το έχει διαβάσει", "en": "No second person has read"}
PARTLY = {"el": "Δεν έχουν μεταφραστεί ακόμη όλα", "en": "Not everything here is translated yet."}
EVERY = (MACHINE, OLDER, UNREAD, PARTLY)


def published(language: str, editor: User, chapters: int = 1, title: str = "Guide") -> Any:
    """Return the last translated chapter of a guide that an editor read and published."""
    guide = make_guide(title, language={"el": "en", "en": "el"}[language])
    translate(guide, user=editor)
    page: Any = None
    for number in range(chapters):
        row = ChapterQuestion(question="Why", answer="<p>Because</p>", locale=guide.locale)
        text = "<p>One two</p><p>Three four</p>"
        page = translate(make_chapter(f"Chapter {number}", guide, text=text, questions=[row]), user=editor)
    return page


def words(path: str) -> Any:
    return StringTranslation.objects.filter(context__path__startswith=path)


def by_machine(editor: User, path: str = "") -> None:
    """Let a machine have written texts that nobody read since."""
    words(path).update(translation_type="machine", last_translated_by=editor)


def rewrite(page: Any, text: str) -> None:
    """Publish the original with another text."""
    draft = page.get_translations().get().get_latest_revision_as_object()
    draft.text = text
    draft.save_revision().publish()


def address(page: Any) -> str:
    return str(GuideChapterPage.objects.get(pk=page.pk).url)


def whole(page: Any) -> str:
    """Return where the whole guide stands on one page, as it is printed."""
    return f"{page.get_parent().url}?view=whole"


def told(page: Any) -> list[str]:
    """Return what a visitor reads of the chapter, and of the whole guide."""
    return [html.unescape(read(Client(), url)) for url in (address(page), whole(page))]


@BOTH
def test_a_chapter_that_was_read_bears_no_marks(language: str, editor: User) -> None:
    pages = told(published(language, editor))

    assert [mark[language] for mark in EVERY for page in pages if mark[language] in page] == []


@BOTH
@pytest.mark.parametrize("path", ["text", "questions"])
def test_a_formatted_text_of_a_machine_is_marked_once(path: str, language: str, editor: User) -> None:
    page = published(language, editor)
    by_machine(editor, path)

    assert [one.count(MACHINE[language]) for one in told(page)] == [1, 1]
    assert faults(read(Client(), address(page))) == []


@BOTH
def test_a_chapter_of_a_machine_says_so_once_and_so_does_the_cover_above_it(language: str, editor: User) -> None:
    page = published(language, editor)
    by_machine(editor)

    assert [one.count(MACHINE[language]) for one in told(page)] == [1, 2]


@BOTH
def test_a_formatted_text_is_older_when_one_paragraph_changed(language: str, editor: User) -> None:
    page = published(language, editor)

    rewrite(page, "<p>One two</p><p>Something else altogether</p>")

    assert [one.count(OLDER[language]) for one in told(page)] == [1, 1]


@BOTH
def test_a_new_paragraph_is_missing_and_makes_no_other_older(language: str, editor: User) -> None:
    page = published(language, editor)

    rewrite(page, "<p>One two</p><p>Three four</p><p>Quite new</p>")

    assert [(one.count(PARTLY[language]), OLDER[language] in one) for one in told(page)] == [(1, False)] * 2


@BOTH
def test_a_mark_is_in_the_language_of_the_page_around_a_chapter_that_stands_in(language: str, editor: User) -> None:
    page = published(language, editor)
    by_machine(editor, "text")
    other = {"el": "en", "en": "el"}[language]
    original = page.get_translations().get()
    original.unpublish()
    GuideChapterPage.objects.filter(pk=page.pk).update(live=True)

    seen = html.unescape(read(Client(), original.url))

    before, mark, after = seen.partition(MACHINE[other])
    assert (bool(mark), before.endswith('<p class="small muted">')) == (True, True)
    assert f'<div class="stack" lang="{language}"' in after


def test_an_original_bears_no_marks(editor: User) -> None:
    page = published("en", editor)
    by_machine(editor, "text")

    seen = told(page.get_translations().get())

    assert [mark["el"] for mark in EVERY for one in seen if mark["el"] in one] == []


def test_marks_take_as_many_queries_for_three_chapters_as_for_one(editor: User) -> None:
    few = published("en", editor)
    some = count_anew(Client(), whole(few))
    many = published("en", editor, chapters=3, title="Three")

    assert count_anew(Client(), whole(many)) == some
