"""Expert review: editors ask two or three members, who read what was handed in and advise; each step is one action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from good_practices import review_mails as mails
from good_practices import rules
from good_practices.actions import Decided, Refused, task_to_decide
from good_practices.models import GoodPracticePage, Review, ReviewNote
from good_practices.models.queries import CHECKERS, WRITERS
from network_members.models import User

FEWEST, MOST = 2, 3
"""How many members read one text."""
DAYS = timedelta(days=14)
"""How long they have, unless the editor says otherwise."""
State = Review.State


class TooMany(Refused):
    """Fewer than two, or more than three, would read the text."""


@dataclass(frozen=True)
class Answer:
    """What a reviewer advises, and why."""

    advice: str
    reasons: str
    criteria: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


def who_can_be_asked(practice: GoodPracticePage) -> Any:
    """Return the members who may review the latest text: no author, nobody of their body, nobody who decides."""
    draft = practice.get_latest_revision_as_object()
    people = {practice.owner_id, practice.contact_id, draft.contact_id} - {None}
    bodies = {practice.lead_organisation_id, draft.lead_organisation_id}
    bodies |= {practice.owner.organisation_id} if practice.owner else set()
    bodies |= {partner.organisation_id for partner in draft.partners.all()}
    asked = round_of(practice).exclude(reviewer=None).values("reviewer")
    # An empty body is no body in common; `exclude` with nothing in the list keeps those who have none.
    shared = Q(organisation__in=bodies - {None})
    return who_reviews().exclude(shared).exclude(pk__in=people).exclude(pk__in=asked)


def who_reviews() -> Any:
    """Return the members who may review practices of others: they write, and decide on none."""
    found = User.objects.filter(is_active=True, is_superuser=False, groups__name__in=WRITERS)
    checkers = User.objects.filter(groups__name__in=CHECKERS).values("pk")
    return found.exclude(pk__in=checkers).select_related("organisation").distinct()


def round_of(practice: GoodPracticePage) -> Any:
    """Return the reviews of the text that waits for a decision; nothing when none waits."""
    return Review.objects.of_round(practice.current_workflow_task_state, practice.latest_revision_id)


def decided(practice: GoodPracticePage) -> Any:
    """Return the advice on the text that the editors decided on last; nothing while they have not."""
    ends = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)
    done = Review.objects.filter(Q(task_state__status__in=ends) | ~Q(opened_at=None), practice=practice).given()
    last = done.order_by("-task_state__finished_at", "-task_state").values("task_state")[:1]
    return done.filter(task_state__in=list(last.values_list("task_state", flat=True))).to_read()


@transaction.atomic
def ask(practice: GoodPracticePage, by: User, *, revision: int, people: Sequence[User], due_on: date) -> None:
    """Ask members for their advice on exactly the text that was handed in, two or three in all."""
    task = task_to_decide(practice, by, revision)
    number = Review.objects.of_round(task, revision).exclude(state=State.DECLINED).count()
    if not people or not FEWEST <= number + len(people) <= MOST:
        raise TooMany
    page = GoodPracticePage.objects.select_related("owner", "locale").get(pk=practice.pk)
    if who_can_be_asked(page).filter(pk__in=[person.pk for person in people]).count() != len(people):
        raise PermissionDenied
    for person in people:
        review = Review.objects.create(
            practice=page, revision_id=revision, task_state=task, reviewer=person, asked_by=by, due_on=due_on
        )
        mails.ask_for_review(page, review)
    if not number:
        mails.tell_in_review(page, due_on, requested_by=task.workflow_state.requested_by)


@transaction.atomic
def give(review: Review, by: User, answer: Answer) -> None:
    """Keep what a reviewer advises, once; the last one tells the editor who asked."""
    asked = waiting(review, by)
    asked.state, asked.advice, asked.reasons = State.GIVEN, answer.advice, answer.reasons
    asked.criteria, asked.answered_at = dict(answer.criteria), timezone.now()
    asked.save()
    notes = (ReviewNote(review=asked, field=name, text=text) for name, text in answer.notes.items())
    ReviewNote.objects.bulk_create(notes)
    if not Review.objects.of_round(asked.task_state, asked.revision_id).waiting().exists():
        mails.tell_all_answered(asked)


@transaction.atomic
def decline(review: Review, by: User, reasons: str) -> None:
    """Let a reviewer say no, with a reason; the editor who asked can ask somebody else."""
    asked = waiting(review, by)
    asked.state, asked.reasons, asked.answered_at = State.DECLINED, reasons, timezone.now()
    asked.save()
    mails.tell_declined(asked)


def waiting(review: Review, by: User) -> Review:
    """Return a review that still waits for this person, with its practice held until the transaction ends."""
    Page.objects.select_for_update().get(pk=review.practice_id)
    if not rules.can_answer(by, review):
        raise PermissionDenied
    found = (
        Review.objects.visible_to(by)
        .waiting()
        .select_related("practice", "asked_by", "task_state")
        .filter(pk=review.pk)
        .first()
    )
    if found is None:
        raise Decided
    return found


@transaction.atomic
def end_open(practice: GoodPracticePage, *, but: int | None = None) -> None:
    """End the reviews that nobody needs any more, and tell those who were asked; `but` names the text still read."""
    open_ones = Review.objects.filter(practice=practice).waiting().exclude(revision=but)
    for review in open_ones.select_related("reviewer"):
        if Review.objects.waiting().filter(pk=review.pk).update(state=State.ENDED, answered_at=timezone.now()):
            mails.tell_not_needed(practice, review)


def open_to_author(practice: GoodPracticePage, check: WorkflowState) -> None:
    """Let the author read the advice of a check that an editor ended by publishing."""
    given = Review.objects.filter(practice=practice, task_state__workflow_state=check).given()
    given.update(opened_at=timezone.now())


def remind(now: datetime) -> int:
    """Remind once of each review whose day has passed; return how many were mailed."""
    late = Review.objects.overdue(timezone.localdate(now)).undecided().filter(reminded_at=None)
    return sum(remind_of(review, now) for review in late.select_related("practice__locale", "practice", "reviewer"))


@transaction.atomic
def remind_of(review: Review, now: datetime) -> bool:
    """Remind of one review, unless somebody else just did; say whether a mail was queued."""
    if not Review.objects.waiting().filter(pk=review.pk, reminded_at=None).update(reminded_at=now):
        return False
    mails.remind_of_review(review.practice, review)
    return True
