"""A practice in a list says when a machine drafted its title or line and nobody has read them since."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation

from good_practices.models import Bookmark, GoodPracticePage
from good_practices.rows import with_rows
from library.models import ChapterPractice
from network_members.models import Organisation, User
from pages.models import ProjectPractice
from tests.factories.library import make_chapter, make_guide
from tests.factories.practices import make_practice
from tests.factories.texts import make_project
from tests.factories.translations import translate
from tests.network_members.rooms import enter
from tests.reading import count_anew, faults, read

BOTH = pytest.mark.parametrize("language", ["el", "en"])
OTHER = {"el": "en", "en": "el"}
MARK = {
    "el": "Μηχανικό προσχέδιο· κανείς δεν το έχει ακόμη επεξεργαστεί ή διαβάσει.",
    "en": "Machine draft; nobody has edited or read it yet.",
}
LIBRARY = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}
HOME = {"el": "/el/", "en": "/en/"}


def published(language: str, editor: User, title: str = "Mentors", **fields: Any) -> Any:
    """Return a translation into a language that an editor read and published."""
    return translate(make_practice(title, language=OTHER[language], **fields), user=editor)


def draft(page: Any, editor: User, *fields: str) -> None:
    """Let a machine have written texts of a page that nobody read since."""
    words = StringTranslation.objects.filter(context__object_id=page.translation_key, context__path__in=fields)
    assert words.update(translation_type="machine", last_translated_by=editor)


def marks(address: str, client: Client | None = None) -> list[str]:
    """Return what the practices of a list say of their texts, which must be in the language of the page."""
    page = html.unescape(read(client or Client(), address))
    cards = re.findall(r'<article class="(?:card|result)">.*?</article>', page, re.DOTALL)
    return [mark for card in cards for mark in re.findall(r'<p class="small muted">(.*?)</p>', card)]


@BOTH
@pytest.mark.parametrize("field", ["title", "one_line"])
def test_library_and_home_say_that_title_or_line_is_a_machine_draft(field: str, language: str, editor: User) -> None:
    draft(published(language, editor), editor, field)

    assert [marks(where[language]) for where in (LIBRARY, HOME)] == [[MARK[language]]] * 2
    assert faults(read(Client(), LIBRARY[language])) == []


@BOTH
def test_the_card_says_it_once_however_many_texts_are_drafts(language: str, editor: User) -> None:
    draft(published(language, editor), editor, "title", "one_line")

    assert marks(LIBRARY[language]) == [MARK[language]]


@BOTH
def test_what_the_card_does_not_show_does_not_mark_it(language: str, editor: User) -> None:
    draft(published(language, editor, summary="One two"), editor, "summary")

    assert [marks(where[language]) for where in (LIBRARY, HOME)] == [[], []]


@BOTH
def test_a_draft_that_a_person_edited_or_read_is_none(language: str, editor: User, member: User) -> None:
    edited, was_read = published(language, editor), published(language, editor, "Courses")
    draft(edited, editor, "title")
    StringTranslation.objects.filter(context__path="title").update(translation_type="manual")
    draft(was_read, member, "title")

    assert marks(LIBRARY[language]) == []


@BOTH
def test_the_original_bears_no_mark_of_its_translation(language: str, editor: User) -> None:
    draft(published(OTHER[language], editor), editor, "title", "one_line")

    assert marks(LIBRARY[language]) == []


@BOTH
def test_an_original_that_stands_in_bears_no_mark(language: str, editor: User) -> None:
    page = published(language, editor)
    draft(page, editor, "title")
    page.unpublish()

    assert marks(LIBRARY[language]) == []


def test_a_draft_that_is_not_published_yet_marks_nothing(editor: User) -> None:
    page = published("en", editor)
    draft(page, editor, "title")
    later = GoodPracticePage.objects.get(pk=page.pk).last_published_at + timedelta(minutes=1)
    StringTranslation.objects.filter(context__path="title").update(updated_at=later)

    assert marks(LIBRARY["en"]) == []


def test_a_draft_stays_one_when_its_original_has_changed(editor: User) -> None:
    page = published("en", editor)
    draft(page, editor, "one_line")
    original = page.get_translations().get().get_latest_revision_as_object()
    original.one_line = "Κάτι άλλο"
    original.save_revision().publish()

    assert marks(LIBRARY["en"]) == [MARK["en"]]


@pytest.mark.parametrize(("later", "marked"), [("manual", []), ("machine", [MARK["en"]])])
def test_what_was_written_last_for_the_page_counts(later: str, marked: list[str], editor: User) -> None:
    page = published("en", editor)
    draft(page, editor, "one_line")
    change_line(page, "Κάτι άλλο")
    write_line(page, editor, later)

    assert marks(LIBRARY["en"]) == marked


def test_a_text_that_came_back_is_no_draft_because_a_machine_wrote_another_meanwhile(editor: User) -> None:
    page = published("en", editor, one_line="Πρώτη γραμμή")
    change_line(page, "Κάτι άλλο")
    write_line(page, editor, "machine")
    drafted = marks(LIBRARY["en"])
    change_line(page, "Πρώτη γραμμή")

    assert (drafted, marks(LIBRARY["en"])) == ([MARK["en"]], [])


def write_line(page: Any, by: User, how: str) -> None:
    """Write the line anew for the original as it is now, and put it online; nobody else reads it."""
    segment = StringSegment.objects.get(source__object_id=page.translation_key, context__path="one_line")
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=page.locale,
        data="Else",
        translation_type=how,
        last_translated_by=by,
    )
    GoodPracticePage.objects.filter(pk=page.pk).update(last_published_at=timezone.now())


def change_line(page: Any, line: str) -> None:
    """Publish the original with another line."""
    original = page.get_translations().get().get_latest_revision_as_object()
    original.one_line = line
    original.save_revision().publish()


@BOTH
def test_every_other_list_of_practices_says_it_too(
    language: str, editor: User, member: User, council: Organisation
) -> None:
    page = published(language, editor, lead_organisation=council)
    draft(page, editor, "title")
    project = make_project("A project", language=language, practices=[ProjectPractice(practice=page)])
    chapter = make_chapter(
        "A chapter", make_guide("A guide", language=language), practices=[ChapterPractice(practice=page)]
    )
    Bookmark.objects.create(owner=member, practice_key=page.translation_key)

    lists = [project.url, chapter.url, f"/{language}/organisations/{council.code}/"]
    assert [marks(where) for where in lists] == [[MARK[language]]] * 3
    assert marks(f"/{language}/my/saved/", enter(member)) == [MARK[language]]


@BOTH
@pytest.mark.parametrize("where", [LIBRARY, HOME], ids=["library", "home"])
def test_marks_ask_nothing_more_of_the_database(where: dict[str, str], language: str, editor: User) -> None:
    pages = [published(language, editor)]
    counts = [count_anew(Client(), where[language])]
    draft(pages[0], editor, "title", "one_line")
    counts.append(count_anew(Client(), where[language]))
    pages += [published(language, editor, title) for title in ("Courses", "Choirs")]
    for page in pages[1:]:
        draft(page, editor, "title", "one_line")
    counts.append(count_anew(Client(), where[language]))

    assert len(marks(where[language])) == 3
    assert len(set(counts)) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts how many words each language has")
def test_a_mark_looks_at_the_words_of_its_own_texts_alone(editor: User) -> None:
    """By the index of languages each row would go over half of all words, and for each of them over half again."""
    published("el", editor)
    rows = with_rows(GoodPracticePage.objects.in_library("el"))

    plan = rows.explain()

    assert "wagtail_localize_stringtranslation_context_id" in plan
    assert "wagtail_localize_stringtranslation_locale_id" not in plan
