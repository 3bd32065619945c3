"""Beginning a practice and saving it: nothing that somebody wrote is lost or overwritten."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState

from good_practices import actions, snapshot
from good_practices.actions import OWN, Busy, Conflict, version_of
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.practices import make_practice
from tests.factories.snapshots import (
    again,
    make_published,
    make_submitted,
    make_written,
    values,
)
from tests.good_practices.steps import latest, save, state

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
        actions.save_draft(practice, actions.Typed(typed, ""), by=colleague)
    actions.save_draft(practice, actions.Typed(typed, ""), by=member)
    with pytest.raises(Conflict):
        actions.save_draft(practice, actions.Typed(values(member, one_line="Τρία"), ""), by=member)

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
