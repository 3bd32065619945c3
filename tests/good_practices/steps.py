"""What tests of the steps of a practice share."""

from typing import Any

from wagtail.models import PageLogEntry, Revision, TaskState, WorkflowState

from good_practices import actions, snapshot
from good_practices.actions import version_of
from good_practices.models import FieldNote, GoodPracticePage
from mail.models import Message
from network_members.models import User
from tests.factories.snapshots import again


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
    """Return the latest draft."""
    draft: GoodPracticePage = again(practice).get_latest_revision_as_object()
    return draft


def save(practice: GoodPracticePage, by: User, *, version: str = "", quietly: bool = False, **changes: Any) -> str:
    """Save a draft as a form would; the version is the latest unless another is named."""
    typed = snapshot.read(latest(practice)) | changes
    known = actions.Typed(typed, version or version_of(again(practice)))
    return actions.save_draft(practice, known, by=by, quietly=quietly)
