"""The editors' desk: what waits is found, read whole, and decided once."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from time_machine import TimeMachineFixture
from wagtail.models import TaskState
from wagtail.test.utils.form_data import querydict_from_html
from wagtail_localize.models import Translation

from good_practices import actions, snapshot, worklist
from good_practices.life import Stage, stage_of
from good_practices.models import FieldNote, GoodPracticePage
from mail.models import Message
from network_members.models import User
from tests.factories.practices import library
from tests.factories.snapshots import again, make_published, make_returned, make_submitted, make_written
from tests.factories.translations import start_translation, translate
from tests.reading import count_queries
from translation.completeness import gaps

CANARY = "ΚΑΝΑΡΙΝΙ-58be"
LIST = "/admin/practices/work-list/"


def enter(person: User, language: str = "en") -> Client:
    User.objects.filter(pk=person.pk).update(language=language)
    client = Client()
    client.force_login(person)
    return client


def desk(practice: GoodPracticePage) -> str:
    return f"/admin/practices/{practice.pk}/check/"


def read(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200, response
    return html.unescape(response.content.decode())


def rows_of(page: str) -> list[list[str]]:
    """Return the cells of a work list as text, without the tick and the age."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [
        [re.sub(r"<.*?>", "", cell).strip() for cell in re.findall(r"<td.*?>(.*?)</td>", row, re.DOTALL)][1:-1]
        for row in rows
    ]


# What waits


def test_each_heap_holds_what_belongs_there(member: User, editor: User, stranger: User) -> None:
    make_written(member, title="Πρόχειρη")
    make_submitted(member, title="Υποβλημένη")
    make_returned(member, editor, title="Πιο απλά")
    make_published(member, editor, title="Στα ελληνικά")
    translate(make_published(member, editor, title="Και στα αγγλικά"), user=editor)
    start_translation(make_published(member, editor, title="Μισή μετάφραση"), user=editor)

    found = {name: {one.draft_title for one in worklist.heap(name)} for name in worklist.HEAPS}

    assert found == {
        "waiting": {"Υποβλημένη"},
        "in-review": set(),
        "overdue": set(),
        "returned": {"Γλώσσα και υγεία στη γειτονιά"},
        "drafts": {"Πρόχειρη"},
        "untranslated": {"Στα ελληνικά", "Μισή μετάφραση"},
        "unconfirmed": set(),
        "online": {"Στα ελληνικά", "Και στα αγγλικά", "Μισή μετάφραση"},
    }
    assert worklist.counts() == {name: len(titles) for name, titles in found.items()}


def test_a_new_version_of_what_is_online_waits_too(member: User, editor: User) -> None:
    practice = make_published(member, editor)
    typed = {**snapshot.read(practice), "title": "Νέος τίτλος"}
    actions.save_draft(practice, actions.Typed(typed, actions.version_of(practice)), by=member)
    assert [one.pk for one in worklist.heap("drafts")] == [practice.pk]

    actions.submit(practice, member)

    assert [one.pk for one in worklist.heap("waiting")] == [practice.pk]
    assert list(worklist.heap("drafts")) == []


def test_the_longest_waiting_comes_first(member: User, time_machine: TimeMachineFixture) -> None:
    practices = [make_written(member, title=title) for title in ("Πρώτη", "Δεύτερη")]
    for day, practice in enumerate(reversed(practices)):
        time_machine.move_to(datetime(2026, 5, 3 + day, tzinfo=UTC))
        actions.submit(practice, member)

    assert [one.draft_title for one in worklist.heap("waiting")] == ["Δεύτερη", "Πρώτη"]


def test_a_returned_practice_waits_since_it_went_back(
    member: User, editor: User, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 5, 3, tzinfo=UTC), tick=False)
    practice = make_submitted(member)
    time_machine.move_to(datetime(2026, 5, 9, tzinfo=UTC), tick=False)
    number = practice.latest_revision_id or 0
    actions.return_to_author(practice, editor, revision=number, notes={}, message="Ξανά")

    assert [one.since for one in worklist.heap("returned")] == [datetime(2026, 5, 9, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Patras Migrant Integration Council", "Greek", "Snapshot"]),
        ("el", ["ΣΕΜ Δήμου Πατρέων", "Σύντομη παρουσίαση"]),
    ],
)
def test_the_list_names_title_language_extent_author_and_body(
    language: str, words: list[str], member: User, editor: User
) -> None:
    make_submitted(member)

    page = read(enter(editor, language), LIST)

    [row] = rows_of(page)
    assert (row[0], row[3]) == ("Γλώσσα και υγεία στη γειτονιά", "Member Test")
    assert f'<html lang="{language}"' in page.replace("'", '"')
    assert [word for word in words if word not in row] == []


def test_the_list_can_be_narrowed(member: User, stranger: User, editor: User) -> None:
    make_submitted(member, title="Στα ελληνικά")
    make_submitted(stranger, title="In English", language="en")
    make_written(member, title="Πρόχειρη")
    client = enter(editor)

    found = [
        [row[0] for row in rows_of(read(client, f"{LIST}{query}"))]
        for query in ("", "?language=en", "?stage=drafts", "?stage=drafts&language=en", "?stage=<x>&language=fr&p=x")
    ]

    everything = ["Στα ελληνικά", "In English"]
    assert found == [everything, ["In English"], ["Πρόχειρη"], [], everything]


def test_the_list_takes_the_same_queries_for_one_and_three(member: User, editor: User) -> None:
    make_submitted(member)
    client = enter(editor)
    one = count_queries(client, LIST)

    for _ in range(2):
        make_submitted(member)

    assert count_queries(client, LIST) == one


@pytest.mark.parametrize("name", ["member", "facilitator", "moderator", "translator"])
def test_nobody_else_sees_the_desk(name: str, member: User, request: pytest.FixtureRequest) -> None:
    practice = make_submitted(member, title=CANARY)
    client = enter(request.getfixturevalue(name))
    before = Message.objects.count()

    for where in (LIST, desk(practice), "/admin/practices/999999/check/"):
        for response in (
            client.get(where),
            client.post(where, {"step": "publish", "revision": practice.latest_revision_id}),
        ):
            assert response.status_code in {302, 403}
            assert CANARY not in response.content.decode()
    assert (stage_of(again(practice)), Message.objects.count()) == (Stage.REVIEW, before)


@pytest.mark.parametrize(("name", "shown"), [("editor", True), ("administrator", True), ("translator", False)])
def test_the_menu_offers_the_list_to_those_who_check(name: str, shown: bool, request: pytest.FixtureRequest) -> None:
    page = enter(request.getfixturevalue(name)).get("/admin/").content.decode()

    assert (LIST in page) == shown


# The check


@pytest.mark.parametrize("language", ["el", "en"])
def test_every_field_stands_with_room_for_a_note(language: str, full: GoodPracticePage, editor: User) -> None:
    full.get_workflow().start(full, None)

    page = read(enter(editor, language), desk(full))

    with override(language):
        boxes = re.findall(r'<textarea name="note-(\w+)"', page)
    assert {"title", "summary", "place", "themes", "activities", "result_rows", "contact", "cost"} <= set(boxes)
    assert len(boxes) == len(set(boxes))
    assert '<div lang="el">' in page or language == "el"


def test_the_check_shows_the_submitted_text(member: User, editor: User) -> None:
    practice = make_submitted(member)

    page = read(enter(editor), desk(practice))

    assert "Μαθήματα ελληνικών μαζί με ενημέρωση για την υγεία." in page
    assert "70 words" in page
    assert "Athens" in page
    assert f"/admin/pages/{practice.pk}/edit/" in page
    assert f"/admin/pages/{practice.pk}/view_draft/" in page


def answer(client: Client, practice: GoodPracticePage, step: str, **fields: Any) -> Any:
    sent = {"step": step, "revision": again(practice).latest_revision_id, **fields}
    return client.post(desk(practice), {name.replace("__", "-"): value for name, value in sent.items()})


def test_returning_brings_notes_and_message(member: User, editor: User) -> None:
    practice = make_submitted(member)

    response = answer(enter(editor), practice, "return", note__summary="Πιο σύντομα", message="Σχεδόν έτοιμο")

    assert response["Location"] == LIST
    assert stage_of(again(practice)) == Stage.RETURNED
    assert list(FieldNote.objects.values_list("field", "text")) == [("summary", "Πιο σύντομα")]
    assert TaskState.objects.get().comment == "Σχεδόν έτοιμο"


def test_publishing_leads_to_translating(member: User, editor: User) -> None:
    practice, client = make_submitted(member), enter(editor)

    response = answer(client, practice, "publish")

    assert response["Location"] == desk(practice)
    page = read(client, desk(practice))
    assert f"/admin/localize/submit/page/{practice.pk}/" in page
    assert "<textarea" not in page.partition("<main")[2]
    assert again(practice).live


@pytest.mark.parametrize(
    ("step", "fields", "message"),
    [
        ("return", {}, "Write a note or a message, so that the author knows what to change."),
        ("publish", {"note__title": "Πιο απλά"}, "You wrote notes. Return the practice with them"),
        ("publish", {"message": "Μπράβο"}, "You wrote notes. Return the practice with them"),
        ("return", {"note__title": "τ" * 1001}, "Ensure this value has at most 1000 characters (it has 1001)."),
        ("return", {"message": "α\x07"}, "This text holds a character that cannot be stored."),
    ],
)
def test_an_unclear_answer_is_asked_again_with_its_words(
    step: str, fields: dict[str, str], message: str, member: User, editor: User
) -> None:
    practice = make_submitted(member)

    response = answer(enter(editor), practice, step, **fields)

    page = html.unescape(response.content.decode())
    assert (response.status_code, stage_of(again(practice))) == (422, Stage.REVIEW)
    assert message in page
    assert all(text in page for text in fields.values() if text.isprintable())


@pytest.mark.parametrize("sent", [{}, {"step": "delete"}, {"step": "publish", "revision": "x"}])
def test_a_broken_form_decides_nothing(sent: dict[str, str], member: User, editor: User) -> None:
    practice = make_submitted(member)

    assert enter(editor).post(desk(practice), sent).status_code == 422
    assert stage_of(again(practice)) == Stage.REVIEW


def take_back(practice: GoodPracticePage, member: User, other: User) -> None:
    actions.withdraw(practice, member)


def change(practice: GoodPracticePage, member: User, other: User) -> None:
    draft = again(practice).get_latest_revision_as_object()
    draft.one_line = "Άλλαξε στο μεταξύ"
    draft.save_revision(user=other)


def decide(practice: GoodPracticePage, member: User, other: User) -> None:
    number = again(practice).latest_revision_id or 0
    actions.return_to_author(practice, other, revision=number, notes={}, message="Ξανά")


@pytest.mark.parametrize(
    ("meanwhile", "message"),
    [
        (take_back, "This practice does not wait for a decision any more"),
        (decide, "This practice does not wait for a decision any more"),
        (change, "The text changed while you were reading."),
    ],
)
@pytest.mark.parametrize("step", ["publish", "return"])
def test_a_decision_that_comes_too_late_is_told(
    step: str, meanwhile: Callable[..., None], message: str, member: User, request: pytest.FixtureRequest
) -> None:
    practice, client = make_submitted(member), enter(request.getfixturevalue("editor"))
    seen = practice.latest_revision_id
    meanwhile(practice, member, request.getfixturevalue("administrator"))
    stage = stage_of(again(practice))
    fields = {"message": "Η γνώμη μου"} if step == "return" else {}

    response = client.post(desk(practice), {"step": step, "revision": seen, **fields})

    page = html.unescape(response.content.decode())
    assert (response.status_code, stage_of(again(practice)), again(practice).live) == (409, stage, False)
    assert message in page
    assert all(text in page for text in fields.values())
    assert f'name="revision" value="{again(practice).latest_revision_id}"' in page


def test_the_check_leads_to_what_changed(member: User, editor: User) -> None:
    practice = make_returned(member, editor, title="Πιο απλά")
    returned = practice.latest_revision_id
    typed = {**snapshot.read(practice.get_latest_revision_as_object()), "title": "Πιο απλό"}
    actions.save_draft(practice, actions.Typed(typed, actions.version_of(practice)), by=member)
    actions.submit(practice, member)

    page = read(enter(editor), desk(practice))

    compare = f"/admin/pages/{practice.pk}/revisions/compare/{returned}...{again(practice).latest_revision_id}/"
    assert f'href="{compare}"' in page
    assert enter(editor).get(compare).status_code == 200


def test_a_new_version_is_compared_with_what_is_online(member: User, editor: User) -> None:
    practice = make_published(member, editor)
    change(practice, member, member)
    actions.submit(practice, member)

    page = read(enter(editor), desk(practice))

    assert f"/admin/pages/{practice.pk}/revisions/compare/live...{again(practice).latest_revision_id}/" in page


def test_a_practice_that_cannot_go_online_says_why(member: User, editor: User) -> None:
    practice = make_submitted(member)
    draft = again(practice).get_latest_revision_as_object()
    draft.people_reached, draft.women_reached = 1, 2
    draft.save_revision(user=editor, clean=False)

    response = answer(enter(editor), practice, "publish")

    assert response.status_code == 409
    assert "There cannot be more women than people reached." in response.content.decode()
    assert stage_of(again(practice)) == Stage.REVIEW


# In Wagtail's own page editor


def send_editor(client: Client, practice: GoodPracticePage, **fields: str) -> Any:
    """Press a button of the page editor, the form as it stands."""
    where = f"/admin/pages/{practice.pk}/edit/"
    form = querydict_from_html(read(client, where), form_id="page-edit-form")
    form.update(fields)
    return client.post(where, form)


def test_publishing_there_gives_the_practice_its_address(member: User, editor: User) -> None:
    practice = make_submitted(member)

    response = send_editor(enter(editor), practice, **{"action-publish": "action-publish"})

    practice = again(practice)
    assert (response.status_code, practice.live, practice.slug) == (302, True, "glossa-kai-ygeia-sti-geitonia")
    assert stage_of(practice) == Stage.PUBLISHED


def test_approving_there_publishes_what_was_submitted(member: User, editor: User) -> None:
    practice = make_submitted(member)
    fields = {"action-workflow-action": "true", "workflow-action-name": "approve"}

    send_editor(enter(editor), practice, **fields)

    practice = again(practice)
    assert (practice.live, practice.slug) == (True, "glossa-kai-ygeia-sti-geitonia")


def test_approving_there_with_a_changed_text_asks_for_a_second_look(member: User, editor: User) -> None:
    practice = make_submitted(member)
    fields = {"action-workflow-action": "true", "workflow-action-name": "approve", "one_line": "Διορθωμένη"}

    send_editor(enter(editor), practice, **fields)

    assert (again(practice).live, stage_of(again(practice))) == (False, Stage.REVIEW)


def test_a_practice_that_begins_there_gets_a_latin_address(editor: User) -> None:
    pages = [GoodPracticePage(title="Ώρα για όλους", owner=editor, live=False) for _ in range(2)]

    for page in pages:
        library().add_child(instance=page)

    assert [page.slug for page in pages] == ["ora-gia-olous", "ora-gia-olous-2"]


def test_a_minor_edit_is_offered_for_a_new_version_only(member: User, editor: User) -> None:
    first, second = make_submitted(member), make_published(member, editor)
    change(second, member, member)
    actions.submit(second, member)

    offered = ['name="is_minor"' in read(enter(editor), desk(practice)) for practice in (first, second)]

    assert offered == [False, True]


def test_the_desk_publishes_a_minor_edit_with_its_translation_in_step(member: User, editor: User) -> None:
    practice = make_published(member, editor)
    translate(practice, user=editor)
    change(practice, member, member)
    actions.submit(practice, member)
    sent = {"step": "publish", "revision": again(practice).latest_revision_id, "is_minor": "on"}

    enter(editor).post(desk(practice), sent)

    translation = Translation.objects.get(source__object_id=practice.translation_key)
    assert (again(practice).has_unpublished_changes, gaps(translation).exists()) == (False, False)
