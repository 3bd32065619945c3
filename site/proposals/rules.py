"""Who may propose changes to a practice, and who answers; asked in the view and again in the action."""

from typing import Any

from good_practices.models import GoodPracticePage
from good_practices.rules import can_see_costs, can_write, has_space, is_checker
from proposals.models import Proposal

State = Proposal.State
Status = GoodPracticePage.Status


def has_proposals(user: Any) -> bool:
    """Does this person have proposals of their own to look at: every member who writes practices?"""
    return bool(getattr(user, "is_approved", False)) and has_space(user)


def can_propose(user: Any, original: GoodPracticePage) -> bool:
    """May this person propose changes: a member who does not write on the practice, as long as it has not ended?"""
    return has_proposals(user) and not can_write(user, original) and original.status != Status.ENDED


def can_read_field(user: Any, practice: GoodPracticePage, field: str) -> bool:
    """May this person read a text of the practice, and so propose another?"""
    return field not in practice.closed_texts or can_see_costs(user, practice)


def can_edit(user: Any, proposal: Proposal) -> bool:
    """May this person write on the proposal: its author, until it is sent?"""
    return has_proposals(user) and is_own(user, proposal) and proposal.state == State.DRAFT


def can_withdraw(user: Any, proposal: Proposal) -> bool:
    """May this person take the proposal back: its author, until it is answered?"""
    return has_proposals(user) and is_own(user, proposal) and proposal.state in {State.DRAFT, State.OPEN}


def is_own(user: Any, proposal: Proposal) -> bool:
    """Did this person write the proposal themselves?"""
    return proposal.author_id == user.pk and proposal.adoption_key is None


def can_decide(user: Any, proposal: Proposal, practice: GoodPracticePage) -> bool:
    """May this person answer now? Nobody answers their own words; `practice` is the public original."""
    is_waiting = proposal.state == State.OPEN and proposal.author_id != user.pk
    return is_waiting and can_decide_in(user, proposal.language, practice)


def can_decide_in(user: Any, language: str, practice: GoodPracticePage) -> bool:
    """May this person answer for a text: who writes on the original; for its translation the editors?"""
    if not has_proposals(user):
        return False
    return can_write(user, practice) if language == practice.source_language else is_checker(user)
