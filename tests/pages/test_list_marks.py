"""Readers learn that a machine wrote what stands above a list, or a part of the home page, and nobody has read it."""

import html
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

from good_practices.models import GoodPracticeIndexPage
from library.models import DocumentIndexPage, GuideIndexPage
from network_members.models import User
from pages.front import PARTS
from pages.models import HomePage, NewsIndexPage, ProjectIndexPage
from tests.factories.texts import home, make_meeting
from tests.factories.translations import translate
from tests.pages.test_marks import BOTH, MACHINE, OTHER, asked_for_words, by_machine
from tests.reading import faults, read

LISTS = pytest.mark.parametrize(
    "kind", [GoodPracticeIndexPage, ProjectIndexPage, NewsIndexPage, GuideIndexPage, DocumentIndexPage]
)


def published(page: Any, editor: User, **texts: str) -> Any:
    """Publish texts on a page, and its translation as an editor read it."""
    for name, text in texts.items():
        setattr(page, name, text)
    page.save_revision().publish()
    return translate(type(page).objects.get(pk=page.pk), user=editor)


def above(kind: type[Page], language: str, editor: User) -> Any:
    """Return a list with a translated introduction."""
    page = kind.objects.get(locale__language_code=OTHER[language])
    return published(page, editor, introduction="What stands here")


def front(language: str, editor: User) -> Any:
    """Return a home page that is a translation in all its parts."""
    page = HomePage.objects.get(pk=home(OTHER[language]).pk)
    make_meeting("A meeting", "now", page)
    names = ("headline", "lead", "method_title", "method_text", "network_title", "network_text")
    return published(page, editor, **{name: f"About {name}" for name in names})


def told(page: Any) -> str:
    """Return what a visitor reads."""
    return html.unescape(read(Client(), type(page).objects.get(pk=page.pk).url))


@BOTH
@LISTS
def test_an_introduction_of_a_machine_says_so_once(kind: type[Page], language: str, editor: User) -> None:
    page = above(kind, language, editor)
    before = told(page)
    by_machine(editor, "introduction")

    assert [seen.count(MACHINE[language]) for seen in (before, told(page))] == [0, 1]
    assert faults(told(page)) == []


@LISTS
def test_a_list_that_follows_no_original_asks_nothing(kind: type[Page], editor: User) -> None:
    page = above(kind, "en", editor)

    assert asked_for_words(page.get_translations().get().url) == 0


@BOTH
@pytest.mark.parametrize("path", ["", "headline", "method_text", "meetings", "network_text"])
def test_a_part_of_the_home_page_of_a_machine_says_so_once(path: str, language: str, editor: User) -> None:
    page = front(language, editor)
    before = told(page)
    by_machine(editor, path)

    assert [seen.count(MACHINE[language]) for seen in (before, told(page))] == [0, 1]
    assert MACHINE[OTHER[language]] not in told(home(OTHER[language]))


def test_every_text_of_a_home_page_has_a_part_with_a_mark(editor: User) -> None:
    front("en", editor)
    paths = set(StringTranslation.objects.values_list("context__path", flat=True))

    assert {path.partition(".")[0] for path in paths} == {name for names in PARTS.values() for name in names}
