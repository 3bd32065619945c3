"""Whatever changed between the page that somebody saw and their step is found out again under the lock."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from wagtail_localize.models import StringTranslation

from good_practices.models import GoodPracticePage
from mail.models import Message
from network_members.models import User
from proposals import actions, rules
from proposals.models import Proposal, ProposedText
from tests.factories.practices import make_practice
from tests.factories.proposals import make_proposal
from tests.factories.translations import translate

State, Answer = Proposal.State, ProposedText.State
OLD, NEW = "Μαθαίνουμε μαζί ελληνικά", "Μαθαίνουμε όλοι μαζί ελληνικά"


def typed(present: str = OLD) -> actions.Typed:
    """Return what a form says that showed a summary."""
    return actions.Typed(texts={"summary": NEW}, present={"summary": present}, why="Το ξέρω", version=0)


def accepted(seen: str = OLD) -> dict[str, actions.Verdict]:
    """Return the answer of somebody who saw a summary and takes the new one over."""
    return {"summary": actions.Verdict(is_accepted=True, note="", seen=seen)}


def test_a_proposal_about_a_text_that_changed_meanwhile_is_not_kept(practice: GoodPracticePage, stranger: User) -> None:
    with pytest.raises(actions.Changed):
        actions.write(stranger, practice.translation_key, "el", typed("Κάτι παλιό"))

    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("change", [{"live": False}, {"status": GoodPracticePage.Status.ENDED}])
def test_nothing_is_proposed_for_what_is_gone_or_ended(
    change: dict[str, Any], practice: GoodPracticePage, stranger: User
) -> None:
    GoodPracticePage.objects.filter(pk=practice.pk).update(**change)

    with pytest.raises(actions.NotPublic):
        actions.write(stranger, practice.translation_key, "el", typed())

    assert Proposal.objects.count() == 0


def test_a_text_is_answered_once_while_others_of_its_proposal_wait(
    proposal: Proposal, practice: GoodPracticePage, member: User, colleague: User
) -> None:
    ProposedText.objects.create(proposal=proposal, field="transfer", before="Ένας χώρος", text="Δύο χώροι")
    actions.decide(proposal, accepted(), by=member)

    with pytest.raises(actions.Decided):
        actions.decide(proposal, accepted(NEW), by=colleague)

    assert ProposedText.objects.get(field="summary").decided_by == member


def test_a_draft_that_moved_on_is_not_overwritten(proposal: Proposal, practice: GoodPracticePage, member: User) -> None:
    draft = practice.get_latest_revision_as_object()
    draft.summary = "Γράφτηκε αλλιώς"
    draft.save_revision(user=member)

    with pytest.raises(actions.Changed):
        actions.decide(proposal, accepted(), by=member)

    latest = GoodPracticePage.objects.get(pk=practice.pk).get_latest_revision_as_object()
    assert (latest.summary, ProposedText.objects.get().state) == ("Γράφτηκε αλλιώς", Answer.OPEN)


def test_a_translation_that_moved_on_is_not_overwritten(
    practice: GoodPracticePage, stranger: User, editor: User
) -> None:
    twin = translate(practice, editor)
    proposal = make_proposal(twin, stranger, "We learn Greek together, all of us")
    words = list(StringTranslation.objects.order_by("pk").values_list("data", flat=True))

    with pytest.raises(actions.Changed):
        actions.decide(proposal, accepted("What stood there an hour ago"), by=editor)

    assert list(StringTranslation.objects.order_by("pk").values_list("data", flat=True)) == words


def test_a_merger_closes_drafts_without_a_mail(practice: GoodPracticePage, stranger: User) -> None:
    draft = make_proposal(practice, stranger, NEW, state=State.DRAFT, sent_at=None)

    actions.lapse(practice.translation_key, make_practice("Άλλη").translation_key)

    draft.refresh_from_db()
    assert (draft.state, Message.objects.count()) == (State.LAPSED, 0)


def test_only_who_answers_for_a_practice_brings_a_lesson(practice: GoodPracticePage, facilitator: User) -> None:
    with pytest.raises(PermissionDenied):
        actions.bring(practice, {"transfer": "Μάθημα"}, by=facilitator, adoption_key=uuid4())

    assert Proposal.objects.count() == 0


def test_no_lesson_is_brought_to_what_is_not_public(practice: GoodPracticePage, member: User) -> None:
    GoodPracticePage.objects.filter(pk=practice.pk).update(live=False)

    with pytest.raises(actions.NotPublic):
        actions.bring(practice, {"transfer": "Μάθημα"}, by=member, adoption_key=uuid4())

    assert Proposal.objects.count() == 0


def test_who_is_not_approved_answers_for_nothing(practice: GoodPracticePage, applicant: User, member: User) -> None:
    assert [rules.can_decide_in(one, "el", practice) for one in (applicant, member)] == [False, True]
