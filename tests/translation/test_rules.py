"""Who may touch pages and words in the other language: those who may edit them at all."""

import pytest
from wagtail.models import Page

from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.words import make_theme
from translation import rules

EDITS = {"editor": True, "administrator": True, "superuser": True, "translator": False, "member": False}


@pytest.mark.parametrize(("name", "may"), EDITS.items())
def test_pages_and_words_are_edited_by_editors(name: str, may: bool, request: pytest.FixtureRequest, db: None) -> None:
    person = request.getfixturevalue(name)
    page, word = make_practice(), make_theme()

    assert [rules.can_edit(person, page), rules.can_edit(person, word)] == [may, may]
    assert rules.can_edit_kind(person, type(word)) == may
    assert rules.can_publish(person, page) == may


def test_an_expelled_editor_edits_nothing(editor: User) -> None:
    page, word = make_practice(), make_theme()
    editor.is_active = False

    assert [rules.can_edit(editor, page), rules.can_edit(editor, word)] == [False, False]
    assert [rules.can_edit_kind(editor, type(word)), rules.can_publish(editor, page)] == [False, False]


def test_the_report_needs_every_page_of_the_site(editor: User, translator: User) -> None:
    assert [rules.can_see_report(editor), rules.can_see_report(translator)] == [True, False]
    Page.objects.filter(depth=2).update(depth=3)
    assert not rules.can_see_report(editor)
