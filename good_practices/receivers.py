"""What follows when Wagtail publishes a practice, or takes a step with it."""

from typing import Any

from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import (
    page_published,
    task_submitted,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from good_practices import mails, online, reviewing
from good_practices.models import FieldNote, GoodPracticePage


def listen() -> None:
    """Connect the receivers."""
    page_published.connect(on_published, sender=GoodPracticePage, dispatch_uid="good_practices_pictures")
    workflow_cancelled.connect(on_cancelled, sender=WorkflowState, dispatch_uid="good_practices_taken_back")
    for name, (signal, sender, receiver) in PLACES_OF_WAGTAIL.items():
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(receiver, sender=sender, dispatch_uid=name)


def on_published(instance: GoodPracticePage, **kwargs: Any) -> None:
    """Do what follows when a practice goes online, unless many do and wait for each other."""
    online.went(instance)


def on_handed_in(instance: TaskState, user: Any, **kwargs: Any) -> None:
    """Tell author and editors that a practice waits for its check; its notes count as answered."""
    practice = practice_of(instance.workflow_state)
    if practice is None or begins_anew(instance):
        return
    FieldNote.objects.filter(practice=practice, answered_at=None).update(answered_at=timezone.now())
    mails.tell_handed_in(practice, by=user)


def on_returned(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """Tell the author what the editors ask for."""
    practice = practice_of(instance)
    if practice:
        reviewing.end_open(practice)
        mails.tell_returned(practice, instance, by=user)


def on_approved(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """Tell the author that the practice is online."""
    practice = practice_of(instance)
    if practice:
        reviewing.end_open(practice)
        mails.tell_published(practice, by=user, requested_by=instance.requested_by)


def on_cancelled(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """Tell the author that somebody else took the practice back; publishing it ends the check as well."""
    practice = practice_of(instance)
    if practice:
        reviewing.end_open(practice)
    if practice and practice.live_revision_id == practice.latest_revision_id:
        reviewing.open_to_author(practice, instance)
    elif practice:
        mails.tell_taken_back(practice, by=user, requested_by=instance.requested_by)


def stay_silent(**kwargs: Any) -> None:
    """Say nothing: `on_handed_in` hears of every check, this signal only of the first."""


def practice_of(state: WorkflowState) -> GoodPracticePage | None:
    """Return the practice of a workflow, as it is now; None for pages of other kinds."""
    return GoodPracticePage.objects.select_related("locale", "owner").filter(pk=state.object_id).first()


def begins_anew(task: TaskState) -> bool:
    """Say whether a check only starts again, because an editor approved it after changing the text."""
    earlier = TaskState.objects.filter(workflow_state=task.workflow_state_id, status=TaskState.STATUS_APPROVED)
    return earlier.exists()


# Wagtail's own mails lead members into the admin, and speak half Greek. Rooms are ready before it: our receivers
# take the places that its own would take, and it does not connect twice under one name (wagtail.admin, 8.0).
PLACES_OF_WAGTAIL = {
    "group_approval_task_submitted_email_notification": (task_submitted, TaskState, on_handed_in),
    "workflow_state_submitted_email_notification": (workflow_submitted, WorkflowState, stay_silent),
    "workflow_state_approved_email_notification": (workflow_approved, WorkflowState, on_approved),
    "workflow_state_rejected_email_notification": (workflow_rejected, WorkflowState, on_returned),
}
