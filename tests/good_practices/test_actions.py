"""The steps of a practice: each one happens whole or not at all, once, and for those who may take it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry, TaskState, WorkflowState

from good_practices import actions
from good_practices.actions import Busy, Conflict, Decided, Incomplete
from good_practices.life import Stage, stage_of
from good_practices.models import FieldNote, GoodPracticePage
from network_members.models import User
from tests.factories.snapshots import (
    again,
    make_published,
    make_returned,
    make_submitted,
    make_written,
)
from tests.good_practices.steps import latest, save, state

# Handing in


def test_submit_gives_the_latest_draft_to_the_editors(member: User) -> None:
    practice = make_written(member)

    actions.submit(practice, member)

    task = TaskState.objects.get()
    assert (stage_of(again(practice)), task.revision_id) == (Stage.REVIEW, practice.latest_revision_id)
    assert set(task.task.specific.groups.values_list("name", flat=True)) == {"editor", "administrator"}


@pytest.mark.parametrize(
    "changes",
    [
        {"title": ""},
        {"summary": "Λίγα λόγια."},
        {"summary": "λόγια " * 121},
        {"themes": []},
        {"place": ""},
        {"contact": ""},
        {"status": "ended"},
        {"period_kind": "fixed"},
        {"end_year": 2022},
        {"period_kind": "fixed", "end_year": 2020},
    ],
)
def test_submit_refuses_what_is_not_whole(changes: dict[str, Any], member: User) -> None:
    practice = make_written(member, **changes)
    before = state()

    with pytest.raises(Incomplete):
        actions.submit(practice, member)

    assert state() == before


def test_submitting_twice_hands_in_once(member: User) -> None:
    practice = make_submitted(member)
    before = state()

    with pytest.raises(Busy):
        actions.submit(practice, member)

    assert state() == before


def test_what_is_online_and_unchanged_is_not_handed_in(member: User, editor: User) -> None:
    practice = make_published(member, editor)

    with pytest.raises(Busy):
        actions.submit(practice, member)


def test_a_colleague_may_hand_in_and_take_back(member: User, colleague: User) -> None:
    practice = make_written(member)

    actions.submit(practice, colleague)
    assert WorkflowState.objects.get().requested_by == colleague
    actions.withdraw(practice, colleague)

    assert stage_of(again(practice)) == Stage.DRAFT


@pytest.mark.parametrize("step", [actions.submit, actions.withdraw])
def test_strangers_take_no_step(step: Any, member: User, stranger: User) -> None:
    practice = make_written(member) if step is actions.submit else make_submitted(member)
    before = state()

    with pytest.raises(PermissionDenied):
        step(practice, stranger)

    assert state() == before


def test_withdraw_after_the_decision_is_told_so(member: User, editor: User) -> None:
    practice = make_published(member, editor)

    with pytest.raises(Decided):
        actions.withdraw(practice, member)


# Deciding


def revision_of(practice: GoodPracticePage) -> int:
    return again(practice).latest_revision_id or 0


def give_back(practice: GoodPracticePage, by: User, *, revision: int = 0, message: str = "", **notes: str) -> None:
    number = revision or revision_of(practice)
    actions.return_to_author(practice, by, revision=number, notes=notes, message=message)


def test_return_keeps_the_notes_by_their_field(member: User, editor: User) -> None:
    practice = make_submitted(member)

    give_back(practice, editor, message="Σχεδόν έτοιμο", summary="Πιο σύντομα", title="Πιο απλά")

    notes = FieldNote.objects.order_by("field").values_list("field", "text", "written_by", "answered_at")
    assert list(notes) == [("summary", "Πιο σύντομα", editor.pk, None), ("title", "Πιο απλά", editor.pk, None)]
    assert (stage_of(again(practice)), TaskState.objects.get().comment) == (Stage.RETURNED, "Σχεδόν έτοιμο")


def test_handing_in_again_answers_the_notes_and_goes_on_with_the_same_workflow(member: User, editor: User) -> None:
    practice = make_returned(member, editor, summary="Πιο σύντομα")
    save(practice, member, one_line="Διορθωμένο")
    before = timezone.now()

    actions.submit(practice, member)

    assert WorkflowState.objects.count() == 1
    assert FieldNote.objects.get(answered_at__gte=before).field == "summary"
    assert stage_of(again(practice)) == Stage.REVIEW


def test_publish_puts_the_checked_text_online_under_an_address_of_its_title(member: User, editor: User) -> None:
    practice = make_submitted(member)

    actions.publish(practice, editor, revision=revision_of(practice))

    practice = again(practice)
    assert (practice.live, practice.title, practice.slug) == (
        True,
        "Γλώσσα και υγεία στη γειτονιά",
        "glossa-kai-ygeia-sti-geitonia",
    )
    assert stage_of(practice) == Stage.PUBLISHED


def test_two_practices_with_one_title_get_two_addresses(member: User, editor: User) -> None:
    first, second = make_submitted(member), make_submitted(member)

    for practice in (first, second):
        actions.publish(practice, editor, revision=revision_of(practice))

    assert [again(first).slug, again(second).slug] == [
        "glossa-kai-ygeia-sti-geitonia",
        "glossa-kai-ygeia-sti-geitonia-2",
    ]


def test_a_new_version_keeps_its_address(member: User, editor: User) -> None:
    practice = make_published(member, editor)
    save(practice, member, title="Εντελώς άλλος τίτλος")
    actions.submit(practice, member)

    actions.publish(practice, editor, revision=revision_of(practice))

    practice = again(practice)
    assert (practice.title, practice.slug) == ("Εντελώς άλλος τίτλος", "glossa-kai-ygeia-sti-geitonia")


def test_only_what_was_read_is_published(member: User, editor: User, administrator: User) -> None:
    practice = make_submitted(member)
    seen = revision_of(practice)
    draft = latest(practice)
    draft.one_line = "Άλλαξε από άλλη συντάκτρια"
    draft.save_revision(user=administrator)
    before = state()

    for step in (
        lambda: actions.publish(practice, editor, revision=seen),
        lambda: give_back(practice, editor, revision=seen),
    ):
        with pytest.raises(Conflict):
            step()

    assert state() == before


def test_an_editors_own_changes_are_published_with_one_decision(member: User, editor: User) -> None:
    practice = make_submitted(member)
    draft = latest(practice)
    draft.one_line = "Διορθωμένο από τη σύνταξη"
    draft.save_revision(user=editor)

    actions.publish(practice, editor, revision=revision_of(practice))

    assert (again(practice).one_line, again(practice).live) == ("Διορθωμένο από τη σύνταξη", True)


def test_the_second_of_two_decisions_is_refused(member: User, editor: User, administrator: User) -> None:
    practice = make_submitted(member)
    seen = revision_of(practice)
    actions.publish(practice, editor, revision=seen)
    before = state()

    for step in (
        lambda: actions.publish(practice, administrator, revision=seen),
        lambda: give_back(practice, administrator, revision=seen, title="Αργά"),
    ):
        with pytest.raises(Decided):
            step()

    assert state() == before


def test_what_was_taken_back_is_not_published(member: User, editor: User) -> None:
    practice = make_submitted(member)
    seen = revision_of(practice)
    actions.withdraw(practice, member)

    with pytest.raises(Decided):
        actions.publish(practice, editor, revision=seen)

    assert not again(practice).live


@pytest.mark.parametrize("name", ["member", "colleague", "stranger", "facilitator", "moderator", "translator"])
def test_nobody_but_editors_decides(name: str, member: User, request: pytest.FixtureRequest) -> None:
    practice, person = make_submitted(member), request.getfixturevalue(name)
    before = state()

    with pytest.raises(PermissionDenied):
        actions.publish(practice, person, revision=revision_of(practice))
    with pytest.raises(PermissionDenied):
        give_back(practice, person, title="Όχι")

    assert state() == before


def test_every_step_is_in_the_log(member: User, editor: User) -> None:
    practice = make_returned(member, editor, title="Πιο απλά")
    save(practice, member, title="Πιο απλό")
    actions.submit(practice, member)
    actions.publish(practice, editor, revision=revision_of(practice))

    log = PageLogEntry.objects.filter(page_id=practice.pk).order_by("timestamp", "pk")
    steps = ("create", "start", "reject", "resume", "approve", "publish")
    found = [(entry.action.rpartition(".")[2], entry.user) for entry in log if entry.action.endswith(steps)]
    assert found == [
        ("create", member),
        ("start", member),
        ("reject", editor),
        ("resume", member),
        ("approve", editor),
        ("publish", editor),
    ]


# In Wagtail's own page editor


def test_approving_there_after_changing_the_text_asks_for_a_second_look(member: User, editor: User) -> None:
    practice = make_submitted(member)
    draft = latest(practice)
    draft.one_line = "Άλλαξε στον επεξεργαστή"
    draft.save_revision(user=editor)

    again(practice).current_workflow_task_state.approve(user=editor)

    assert (again(practice).live, stage_of(again(practice))) == (False, Stage.REVIEW)


def test_rejecting_there_returns_the_practice(member: User, editor: User) -> None:
    practice = make_submitted(member)

    again(practice).current_workflow_task_state.reject(user=editor, comment="Δείτε ξανά")

    assert stage_of(again(practice)) == Stage.RETURNED


def test_the_libraries_have_the_check_and_no_other_page_has(member: User) -> None:
    practice = make_written(member)

    assert practice.get_workflow().name == "Έλεγχος πρακτικών / Check of practices"
    assert practice.get_parent().get_parent().get_workflow().name != "Έλεγχος πρακτικών / Check of practices"
