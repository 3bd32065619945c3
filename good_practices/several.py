"""One decision about several practices: it waits half a minute, can be undone, and is then taken one by one."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch
from django.utils import timezone
from wagtail.models import WorkflowState

from good_practices import actions, labelling, reviewing, rules
from good_practices.models import Batch, BatchItem, GoodPracticePage, LabelStep, Review
from network_members.models import User

PAUSE = timedelta(seconds=30)
"""How long a decision can be undone."""
KEPT = timedelta(days=30)
"""How long the list of what was done stays."""
SHOWN = timedelta(days=1)
"""How long the work list tells what was done."""
MOST = 50
"""How many practices one decision takes: a page of the work list."""
STEPS = (LabelStep.Step.RECOMMENDED, LabelStep.Step.CANDIDATE, LabelStep.Step.WITHDRAWN)
"""The steps that are sound for several at once; a choice is made one by one, with its own reasons."""
Verb, State, Outcome = Batch.Verb, Batch.State, BatchItem.Outcome
TOLD: dict[type[Exception], str] = {
    actions.Conflict: Outcome.CHANGED,
    actions.Decided: Outcome.DECIDED,
    reviewing.TooMany: Outcome.TOO_MANY,
    PermissionDenied: Outcome.NOT_ALLOWED,
    ValidationError: Outcome.INVALID,
}
"""What the refusals of the single actions are called here."""

logger = logging.getLogger("good_practices")


def practices() -> Any:
    """Return practices with what `hindrance` asks of each."""
    still_read = Review.objects.waiting().filter(practice=OuterRef("pk"), revision=OuterRef("latest_revision"))
    # Wagtail's own `prefetch_workflow_states` finds them for plain pages only (wagtail.query, 8.0).
    states = WorkflowState.objects.active().select_related("current_task_state")
    checks = Prefetch("_specific_workflow_states", states, to_attr="_current_workflow_states")
    found = GoodPracticePage.objects.annotate(still_read=Exists(still_read))
    return found.select_related("locale", "owner", "lead_organisation").prefetch_related(checks)


@transaction.atomic
def order(
    items: Iterable[tuple[GoodPracticePage, int]], by: User, *, verb: str, details: dict[str, Any], key: UUID
) -> Batch:
    """Note a decision that waits; what cannot be done is noted with its reason, and the same key orders only once."""
    if not rules.is_checker(by):
        raise PermissionDenied
    Batch.objects.filter(ordered_at__lt=timezone.now() - KEPT).delete()
    values = {"verb": verb, "details": details, "ordered_by": by, "due_at": timezone.now() + PAUSE}
    batch, is_new = Batch.objects.get_or_create(key=key, defaults=values)
    if batch.ordered_by_id != by.pk:
        raise PermissionDenied
    if is_new:
        hindered = ((page, seen, hindrance(page, by, seen, verb=verb, details=details)) for page, seen in items)
        BatchItem.objects.bulk_create(
            BatchItem(batch=batch, practice=page, revision=seen, outcome=why) for page, seen, why in hindered
        )
    return batch


def undo(batch: Batch, by: User) -> None:
    """Take a decision back before anything has happened; raises Decided when it is too late."""
    if batch.ordered_by_id != by.pk:
        raise PermissionDenied
    if not Batch.objects.waiting().filter(pk=batch.pk).update(state=State.UNDONE, details={}):
        raise actions.Decided


def carry_out_due(now: datetime) -> None:
    """Do what has waited long enough; a worker that takes over goes on where another one stopped."""
    for batch in Batch.objects.to_carry_out(now).select_related("ordered_by").order_by("pk"):
        if batch.can_be_undone and not Batch.objects.waiting().filter(pk=batch.pk).update(state=State.BEGUN):
            continue
        for item in batch.items.filter(outcome=""):
            carry_out(batch, item)
        Batch.objects.filter(pk=batch.pk).update(state=State.DONE, details={})


def carry_out(batch: Batch, item: BatchItem) -> None:
    """Do one, and note what became of it; none hinders the next."""
    try:
        with transaction.atomic():
            actions.locked(item.practice_id)
            page = practices().get(pk=item.practice_id)
            if BatchItem.objects.filter(pk=item.pk, outcome="").update(outcome=Outcome.DONE):
                do(page, batch, item.revision)
    except Exception as problem:
        if type(problem) not in TOLD and not isinstance(problem, Hindered):
            logger.exception("A practice of a bulk action stumbled")
        why = problem.reason if isinstance(problem, Hindered) else TOLD.get(type(problem), Outcome.FAULT)
        BatchItem.objects.filter(pk=item.pk, outcome="").update(outcome=why)


class Hindered(Exception):  # noqa: N818 - reads as what happened
    """Something that cannot be done for one practice, with the reason."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def do(page: GoodPracticePage, batch: Batch, revision: int) -> None:
    """Take the step with one practice, as its own page would."""
    by, details = batch.ordered_by, batch.details
    why = hindrance(page, by, revision, verb=batch.verb, details=details)
    if why:
        raise Hindered(why)
    if batch.verb == Verb.PUBLISH:
        actions.publish(page, by, revision=revision)
    elif batch.verb == Verb.RETURN:
        actions.return_to_author(page, by, revision=revision, notes={}, message=details["message"])
    elif batch.verb == Verb.LABEL:
        labelling.take(page, by, **details)
    else:
        people = list(User.objects.filter(pk__in=details["people"]))
        day = date.fromisoformat(details["due_on"])
        reviewing.ask(page, by, revision=revision, people=people, due_on=day)


def hindrance(page: GoodPracticePage, by: Any, revision: int, *, verb: str, details: dict[str, Any]) -> str:
    """Return why something cannot be done with one practice as things stand; nothing when it can."""
    if verb == Verb.LABEL:
        return hindrance_to_label(page, by, details.get("step", ""))
    if not rules.is_checker(by):
        return Outcome.NOT_ALLOWED
    if not rules.can_check(by, page):
        return Outcome.DECIDED
    if page.latest_revision_id != revision:
        return Outcome.CHANGED
    return ASKED[verb](page, details)


def hindrance_to_label(page: GoodPracticePage, by: Any, step: str) -> str:
    """Return why a practice cannot take a step towards a label."""
    if not rules.is_checker(by):
        return Outcome.NOT_ALLOWED
    if not rules.can_label(by, page):
        return Outcome.NOT_ONLINE
    return Outcome.WRONG_STEP if step and step not in labelling.steps_open_to(page) else ""


def hindrance_to_decide(page: Any, details: dict[str, Any]) -> str:
    """Return whether somebody still reads the practice."""
    return Outcome.IN_REVIEW if page.still_read else ""


def hindrance_to_ask(page: GoodPracticePage, details: dict[str, Any]) -> str:
    """Return why these members cannot be asked about a practice; nothing as long as nobody was named."""
    people = details.get("people")
    if not people:
        return ""
    asked = reviewing.round_of(page).exclude(state=Review.State.DECLINED).count()
    if not reviewing.FEWEST <= asked + len(people) <= reviewing.MOST:
        return Outcome.TOO_MANY
    free = reviewing.who_can_be_asked(page).filter(pk__in=people).count()
    return "" if free == len(people) else Outcome.NOT_THEM


ASKED: dict[str, Callable[[Any, dict[str, Any]], str]] = {
    Verb.PUBLISH: hindrance_to_decide,
    Verb.RETURN: hindrance_to_decide,
    Verb.ASK: hindrance_to_ask,
}
"""What else is asked of each practice before a step with the text that was handed in."""
