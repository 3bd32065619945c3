"""The steps of a practice: each one happens whole or not at all, once, and for those who may take it."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from good_practices import actions, snapshot
from good_practices.actions import OWN, Busy, Conflict, Decided, Incomplete, version_of
from good_practices.life import Stage, stage_of
from good_practices.models import FieldNote, GoodPracticePage
from mail.models import Message
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.snapshots import (
    again,
    make_published,
    make_returned,
    make_submitted,
    make_written,
    values,
)


def state() -> tuple[Any, ...]:
    """Return what a refused step must not change."""
    pages = GoodPracticePage.objects.order_by("pk")
    return (
        list(pages.values_list("pk", "title", "draft_title", "live", "latest_revision_id", "has_unpublished_changes")),
        list(Revision.objects.order_by("pk").values_list("pk", "created_at", "content")),
        list(WorkflowState.objects.order_by("pk").values_list("pk", "status")),
        list(TaskState.objects.order_by("pk").values_list("pk", "status", "revision_id")),
        [model.objects.count() for model in (FieldNote, Message, PageLogEntry)],
    )


def latest(practice: GoodPracticePage) -> GoodPracticePage:
    draft: GoodPracticePage = again(practice).get_latest_revision_as_object()
    return draft


# Beginning


def test_create_draft_keeps_what_was_typed_for_the_authors_body(member: User) -> None:
    typed = values(member)

    practice = actions.create_draft(member, typed, key=uuid4(), language="en")

    assert (practice.owner, practice.lead_organisation, practice.live) == (member, member.organisation, False)
    assert (practice.source_language, practice.locale.language_code) == ("en", "en")
    assert snapshot.read(latest(practice)) == typed
    assert practice.draft_title == "Γλώσσα και υγεία στη γειτονιά"


def test_a_draft_without_title_has_a_working_one_in_its_language(member: User) -> None:
    practice = make_written(member, language="en", title="", one_line="Only this")

    assert (practice.draft_title, snapshot.read(latest(practice))["title"]) == ("Untitled practice", "")


def test_the_address_of_a_draft_cannot_be_guessed(member: User) -> None:
    practice = make_written(member)

    assert practice.slug == f"draft-{practice.translation_key}"


def test_the_same_form_begins_one_practice(member: User) -> None:
    key = uuid4()

    first, second = make_written(member, key=key), make_written(member, key=key)

    assert (first.pk, GoodPracticePage.objects.count()) == (second.pk, 1)


def test_create_draft_refuses_who_may_not(applicant: User) -> None:
    with pytest.raises(PermissionDenied):
        make_written(applicant)

    assert GoodPracticePage.objects.count() == 0


# Saving


def save(practice: GoodPracticePage, by: User, *, version: str = "", quietly: bool = False, **changes: Any) -> str:
    typed = snapshot.read(latest(practice)) | changes
    return actions.save_draft(practice, typed, by=by, version=version or version_of(again(practice)), quietly=quietly)


def test_save_draft_makes_a_revision(member: User) -> None:
    practice = make_written(member)

    version = save(practice, member, title="Άλλος τίτλος")

    assert (again(practice).draft_title, again(practice).revisions.count()) == ("Άλλος τίτλος", 2)
    assert version == version_of(again(practice))


def test_a_form_that_saves_by_itself_keeps_to_one_revision(member: User) -> None:
    practice = make_written(member)

    version = save(practice, member, quietly=True, one_line="Ένα")
    for text in ("Δύο", "Τρία"):
        version = save(practice, member, quietly=True, version=version, one_line=text)

    assert (latest(practice).one_line, again(practice).revisions.count()) == ("Τρία", 2)
    assert version == version_of(again(practice)) + OWN


def test_saving_by_hand_after_that_begins_the_next_revision(member: User) -> None:
    practice = make_written(member)
    version = save(practice, member, quietly=True, one_line="Ένα")

    save(practice, member, version=version, one_line="Δύο")

    assert again(practice).revisions.count() == 3


def test_saving_the_same_again_changes_nothing(member: User) -> None:
    practice = make_written(member)
    before = state()

    version = save(practice, member, version="0.0")

    assert (version, state()) == (version_of(practice), before)


def test_a_text_that_somebody_else_changed_is_not_overwritten(member: User, colleague: User) -> None:
    practice = make_written(member)
    opened = version_of(practice)
    save(practice, colleague, version=opened, title="Της συναδέλφου")
    before = state()

    with pytest.raises(Conflict):
        save(practice, member, version=opened, title="Δικός μου")

    assert state() == before


def test_an_overwritten_revision_counts_as_changed(member: User) -> None:
    practice = make_written(member)
    first = save(practice, member, quietly=True, one_line="Ένα")
    opened_in_another_window = version_of(again(practice))
    save(practice, member, quietly=True, version=first, one_line="Δύο")

    with pytest.raises(Conflict):
        save(practice, member, quietly=True, version=opened_in_another_window, one_line="Τρία")


@pytest.mark.parametrize("quietly", [True, False])
def test_a_form_goes_on_when_the_answer_to_its_last_save_was_lost(quietly: bool, member: User) -> None:
    practice = make_written(member)
    first = save(practice, member, quietly=True, one_line="Ένα")
    save(practice, member, quietly=True, version=first, one_line="Δύο")

    save(practice, member, quietly=quietly, version=first, one_line="Τρία")

    assert latest(practice).one_line == "Τρία"


def test_a_fresh_form_goes_on_when_the_answer_to_its_first_save_was_lost(member: User, colleague: User) -> None:
    practice = make_written(member)
    typed = values(member, one_line="Δύο")

    with pytest.raises(Conflict):
        actions.save_draft(practice, typed, by=colleague, version="")
    actions.save_draft(practice, typed, by=member, version="")
    with pytest.raises(Conflict):
        actions.save_draft(practice, values(member, one_line="Τρία"), by=member, version="")

    assert latest(practice).one_line == "Δύο"


def test_what_a_colleague_wrote_since_is_safe_from_a_form_that_saves_by_itself(member: User, colleague: User) -> None:
    practice = make_written(member)
    mine = save(practice, member, quietly=True, one_line="Ένα")
    save(practice, colleague, one_line="Της συναδέλφου")

    with pytest.raises(Conflict):
        save(practice, member, quietly=True, version=mine, one_line="Δύο")


def test_what_the_editors_saw_is_never_overwritten(member: User, editor: User) -> None:
    practice = make_written(member)
    version = save(practice, member, quietly=True, one_line="Το είδαν")
    actions.submit(practice, member)
    actions.withdraw(practice, member)

    save(practice, member, quietly=True, version=version, one_line="Μετά")

    checked = TaskState.objects.get().revision
    assert (checked.content["one_line"], latest(practice).one_line) == ("Το είδαν", "Μετά")


@pytest.mark.parametrize("name", ["stranger", "applicant", "moderator"])
def test_others_save_nothing(name: str, member: User, request: pytest.FixtureRequest) -> None:
    practice, person = make_written(member), request.getfixturevalue(name)
    before = state()

    with pytest.raises(PermissionDenied):
        save(practice, person, title="Ξένος")

    assert state() == before


def test_nothing_is_saved_while_the_editors_check(member: User, editor: User) -> None:
    practice = make_submitted(member)
    before = state()

    for person in (member, editor):
        with pytest.raises(Busy):
            save(practice, person, title="Αλλάζω")

    assert state() == before


def test_saving_keeps_what_the_short_form_does_not_hold(member: User) -> None:
    practice = make_practice(owner=member, transfer="Χρειάζονται δύο άτομα", start_year=2020, start_month=3)

    save(practice, member, title="Άλλος τίτλος")

    assert (latest(practice).transfer, latest(practice).start_month) == ("Χρειάζονται δύο άτομα", 3)


def test_a_changed_year_forgets_its_month(member: User) -> None:
    practice = make_practice(owner=member, start_year=2020, start_month=3, end_year=2021, end_month=5)

    save(practice, member, start_year=2019)

    draft = latest(practice)
    assert (draft.start_month, draft.end_month) == (None, 5)


def test_what_is_online_stays_while_its_author_writes(member: User, editor: User) -> None:
    practice = make_published(member, editor)

    save(practice, member, title="Νέος τίτλος")

    practice = again(practice)
    assert (practice.title, practice.draft_title, practice.live) == (
        "Γλώσσα και υγεία στη γειτονιά",
        "Νέος τίτλος",
        True,
    )


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

    assert practice.get_workflow().name == "Practice check"
    assert practice.get_parent().get_parent().get_workflow().name != "Practice check"
