"""Somebody saves while an editor has the page editor open: both texts are shown, and none is lost (T02)."""

import html
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.snapshots import again, make_submitted
from tests.good_practices.steps import latest
from tests.good_practices.test_worklist import enter, read

THEIRS, MINE = "Μία γραμμή του μέλους", "Μία γραμμή της σύνταξης"


def editor_of(practice: GoodPracticePage) -> str:
    return f"/admin/pages/{practice.pk}/edit/"


def opened(client: Client, practice: GoodPracticePage, **fields: str) -> QueryDict:
    """Return the form of the page editor as it was opened, with what was typed."""
    form = querydict_from_html(read(client, editor_of(practice)), form_id="page-edit-form")
    form.update(fields)
    return form


def write(practice: GoodPracticePage, by: User, text: str) -> None:
    """Save a line as somebody else in the meantime."""
    draft = latest(practice)
    draft.one_line = text
    draft.save_revision(user=by, clean=False)


def sent_again(page: str) -> QueryDict:
    """Return the form of the page with both texts."""
    return querydict_from_html(
        page.replace('<form method="post" novalidate>', '<form id="kept" method="post">'), "kept"
    )


def shown(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("el", ("Υπάρχει νεότερη έκδοση", "Το δικό μου κείμενο πάνω στη νεότερη έκδοση")),
        ("en", ("There is a newer version", "Put my text over the newer version")),
    ],
)
def test_an_editor_sees_both_texts_and_overwrites_nothing(
    language: str, words: tuple[str, str], member: User, editor: User
) -> None:
    practice = make_submitted(member)
    client = enter(editor, language)
    form = opened(client, practice, one_line=MINE)
    write(practice, member, THEIRS)

    response = client.post(editor_of(practice), form)

    page = shown(response)
    assert (response.status_code, latest(practice).one_line) == (409, THEIRS)
    assert [word in page for word in (*words, "του μέλους", "της σύνταξης", str(member))] == [True] * 5


def test_the_typed_text_can_still_be_put_over_the_newer_one(member: User, editor: User) -> None:
    practice = make_submitted(member)
    client = enter(editor)
    form = opened(client, practice, one_line=MINE)
    write(practice, member, THEIRS)

    again_sent = sent_again(client.post(editor_of(practice), form).content.decode())
    response = client.post(editor_of(practice), again_sent)

    assert (response.status_code, latest(practice).one_line) == (302, MINE)
    assert THEIRS in [revision.content["one_line"] for revision in practice.revisions.all()]


def test_the_button_that_was_pressed_is_pressed_again(member: User, editor: User) -> None:
    practice = make_submitted(member)
    client = enter(editor)
    form = opened(client, practice, one_line=MINE, **{"action-publish": "action-publish"})
    write(practice, member, THEIRS)

    again_sent = sent_again(client.post(editor_of(practice), form).content.decode())
    assert again(practice).live is False
    client.post(editor_of(practice), again_sent)

    assert (again(practice).live, again(practice).one_line) == (True, MINE)


def test_whoever_saved_in_between_once_more_is_shown_as_well(member: User, editor: User) -> None:
    practice = make_submitted(member)
    client = enter(editor)
    form = opened(client, practice, one_line=MINE)
    write(practice, member, THEIRS)
    again_sent = sent_again(client.post(editor_of(practice), form).content.decode())
    write(practice, member, "Και πάλι")

    response = client.post(editor_of(practice), again_sent)

    assert (response.status_code, "Και πάλι" in shown(response)) == (409, True)


def test_what_the_editor_saved_by_itself_is_no_conflict(member: User, editor: User) -> None:
    practice = make_submitted(member)
    client = enter(editor)
    form = opened(client, practice, one_line=MINE)
    by_itself = client.post(editor_of(practice), form, headers={"accept": "application/json"})

    response = client.post(editor_of(practice), form)

    assert (by_itself.status_code, response.status_code, latest(practice).one_line) == (200, 302, MINE)


@pytest.mark.parametrize("opened_at", ["", "χθες", "2026-13-45T99:99:99+00:00", "2026-01-01T00:00:00"])
def test_a_form_that_does_not_say_when_it_was_opened_is_saved_as_ever(
    opened_at: str, member: User, editor: User
) -> None:
    practice = make_submitted(member)
    client = enter(editor)
    form = opened(client, practice, one_line=MINE, loaded_revision_created_at=opened_at)

    assert (client.post(editor_of(practice), form).status_code, latest(practice).one_line) == (302, MINE)


def test_a_text_that_cannot_be_saved_says_so_beside_both(member: User, editor: User) -> None:
    practice = make_submitted(member)
    client = enter(editor)
    form = opened(client, practice, one_line="μακρύ " * 200)
    write(practice, member, THEIRS)

    response = client.post(editor_of(practice), form)

    assert (response.status_code, "help-critical" in shown(response)) == (409, True)
    assert sent_again(response.content.decode())["one_line"] == "μακρύ " * 200


def test_who_opened_the_latest_version_saves_as_ever(member: User, editor: User) -> None:
    practice = make_submitted(member)
    client = enter(editor)

    response = client.post(editor_of(practice), opened(client, practice, one_line=MINE))

    assert (response.status_code, latest(practice).one_line) == (302, MINE)


def test_saving_by_itself_stops_as_wagtail_does(member: User, editor: User) -> None:
    practice = make_submitted(member)
    client = enter(editor)
    form = opened(client, practice, one_line=MINE)
    write(practice, member, THEIRS)

    response = client.post(editor_of(practice), form, headers={"accept": "application/json"})

    assert (response.status_code, response.json()["error_code"]) == (400, "invalid_revision")
    assert latest(practice).one_line == THEIRS


def test_whoever_may_not_edit_sees_neither_text(member: User, stranger: User, editor: User) -> None:
    practice = make_submitted(member)
    form = opened(enter(editor), practice, one_line=MINE)
    write(practice, member, THEIRS)

    response = enter(stranger).post(editor_of(practice), form)

    assert (response.status_code in (302, 403, 404), THEIRS in shown(response)) == (True, False)
