"""Who may do what with practices; one sentence each, asked in the view and again in the action."""

from typing import Any

from good_practices.models import GoodPracticePage, Review
from good_practices.models.queries import CHECKERS, WRITERS
from network_members.roles import ROLES
from network_members.rules import has_role


def is_checker(user: Any) -> bool:
    """May this person check what members submit: see the work list, return, publish?"""
    return has_role(user, *CHECKERS)


def has_space(user: Any) -> bool:
    """Does this person have practices of their own to look at?"""
    return has_role(user, *WRITERS, *CHECKERS)


def can_create(user: Any) -> bool:
    """May this person begin a practice: a member for their own body, an editor always?"""
    return is_checker(user) or bool(has_role(user, *WRITERS) and user.organisation_id)


def can_read(user: Any, practice: GoodPracticePage) -> bool:
    """May this person read the practice as it is online or, for their own body, as a draft?"""
    return GoodPracticePage.objects.visible_to(user).filter(pk=practice.pk).exists()


def can_write(user: Any, practice: GoodPracticePage) -> bool:
    """May this person write on the practice: an original of their own body, or any as an editor?"""
    if not practice.is_original:
        return False
    return is_checker(user) or bool(has_role(user, *WRITERS) and is_of_own_body(user, practice))


def is_of_own_body(user: Any, practice: GoodPracticePage) -> bool:
    """Is it this person's own practice, or one of the body they work for?"""
    own_body = user.organisation_id is not None and practice.lead_organisation_id == user.organisation_id
    return bool(practice.owner_id == user.pk or own_body)


def can_edit(user: Any, practice: GoodPracticePage) -> bool:
    """May this person change the practice now? Nobody may while it is being checked."""
    return can_write(user, practice) and not practice.workflow_in_progress and not practice.locked


def can_submit(user: Any, practice: GoodPracticePage) -> bool:
    """May this person hand the practice in now? There must be something that is not online yet."""
    return can_edit(user, practice) and (practice.has_unpublished_changes or not practice.live)


def can_withdraw(user: Any, practice: GoodPracticePage) -> bool:
    """May this person take the practice back from the check?"""
    return can_write(user, practice) and bool(practice.workflow_in_progress)


def can_check(user: Any, practice: GoodPracticePage) -> bool:
    """May this person return or publish what was handed in?"""
    return is_checker(user) and practice.is_original and bool(practice.workflow_in_progress)


def can_open_files(user: Any, practice: GoodPracticePage) -> bool:
    """May this person open what hangs on the draft: do they write on it, check it, or review exactly this text?"""
    return can_write(user, practice) or Review.objects.visible_to(user).filter(practice=practice).exists()


def can_answer(user: Any, review: Review) -> bool:
    """May this person advise on the practice, or decline to: the member who was asked?"""
    return has_role(user, *WRITERS) and review.reviewer_id == user.pk


def can_label(user: Any, practice: GoodPracticePage) -> bool:
    """May this person recommend the practice, or choose it as best? It must be online."""
    return is_checker(user) and practice.is_original and bool(practice.live)


def can_end(user: Any, practice: GoodPracticePage) -> bool:
    """May this person end the practice, or take it up again? It must be online, and nobody may be checking it."""
    return can_edit(user, practice) and bool(practice.live)


def can_confirm(user: Any, practice: GoodPracticePage) -> bool:
    """May this person say that the practice is as described: who answers for it, or an editor? It must be online."""
    answers = user.pk in {practice.contact_id, practice.owner_id}
    return practice.is_original and bool(practice.live) and (answers or is_checker(user))


def can_translate(user: Any, practice: GoodPracticePage) -> bool:
    """May this person have the practice translated? The original must be online first."""
    return is_checker(user) and practice.is_original and bool(practice.live)


def can_see_contact(user: Any, practice: GoodPracticePage) -> bool:
    """May this person read who answers questions about the practice: members only?"""
    return bool(getattr(user, "is_authenticated", False) and user.is_approved)


def can_be_asked(practice: GoodPracticePage) -> bool:
    """Is there somebody who answers questions about the practice?"""
    return practice.contact is not None and practice.contact.is_active


def can_bookmark(user: Any) -> bool:
    """May this person save practices to read them again: every member?"""
    return has_role(user, *ROLES)


def can_save_searches(user: Any) -> bool:
    """May this person keep searches, and get mails about what is new and matches: every member?"""
    return has_role(user, *ROLES)


def can_see_costs(user: Any, practice: GoodPracticePage) -> bool:
    """May this person read what the practice cost and who paid: members, or all when its author opened it?"""
    return can_see_contact(user, practice) or practice.shows_costs_to_all
