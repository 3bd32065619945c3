"""What waits for the editors, sorted into heaps."""

from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page, WorkflowState
from wagtail.models import get_default_page_content_type as page_type

from good_practices.models import GoodPracticePage, Review

IN_REVIEW, OVERDUE = "in-review", "overdue"
WAITING, RETURNED, DRAFTS, UNTRANSLATED = "waiting", "returned", "drafts", "untranslated"
UNCONFIRMED, ONLINE = "unconfirmed", "online"
HEAPS: dict[str, Any] = {
    WAITING: pgettext_lazy("heap of practices", "Handed in"),
    IN_REVIEW: pgettext_lazy("heap of practices", "With reviewers"),
    OVERDUE: pgettext_lazy("heap of practices", "Reviews overdue"),
    RETURNED: _("Returned"),
    DRAFTS: _("Drafts"),
    UNTRANSLATED: _("Without translation"),
    UNCONFIRMED: _("Not confirmed"),
    ONLINE: pgettext_lazy("heap of practices", "Online"),
}


def heap(name: str, language: str = "") -> Any:
    """Return the practices of a heap, the longest waiting first."""
    found = originals(language).filter(CONDITIONS[name]())
    otherwise = SINCE.get(name, "latest_revision_created_at")
    since = Coalesce(check_times(), otherwise)
    return found.annotate(since=since).select_related("locale", "owner", "lead_organisation").order_by("since", "pk")


def place_of(practice: GoodPracticePage) -> int:
    """Return the place of a practice in the heap that the editors take from; 0 when it does not lie there."""
    waiting = heap(WAITING)
    since = waiting.filter(pk=practice.pk).values_list("since", flat=True).first()
    if since is None:
        return 0
    return int(waiting.filter(Q(since__lt=since) | Q(since=since, pk__lte=practice.pk)).count())


def counts(language: str = "") -> dict[str, int]:
    """Return how many practices lie on each heap, in one query."""
    numbers = {name: Count("pk", filter=condition()) for name, condition in CONDITIONS.items()}
    return dict(originals(language).aggregate(**numbers))


def originals(language: str) -> Any:
    """Return the versions that authors wrote, in one language or in both."""
    found = GoodPracticePage.objects.originals()
    return found.filter(source_language=language) if language else found


def state(status: str) -> Exists:
    """Return the condition that a check stands at a status."""
    return Exists(workflow_states().filter(status=status))


def workflow_states() -> Any:
    """Return the checks of the outer practice that are not over."""
    number = Cast(OuterRef("pk"), CharField())
    return WorkflowState.objects.active().filter(base_content_type=page_type(), object_id=number)


def check_times() -> Subquery:
    """Return when the check began or the practice went back."""
    task = "current_task_state"
    times = workflow_states().annotate(at=Coalesce(f"{task}__finished_at", f"{task}__started_at"))
    return Subquery(times.values("at")[:1])


def is_draft() -> Q:
    """Return the condition that an author is writing, and nobody checks."""
    return Q(Q(live=False) | Q(has_unpublished_changes=True), ~Exists(workflow_states()))


def open_reviews() -> Any:
    """Return the reviews of the outer practice that have no answer."""
    return Review.objects.waiting().filter(practice=OuterRef("pk"), revision=OuterRef("latest_revision"))


def is_overdue() -> Q:
    """Return the condition that a reviewer's day has passed."""
    return Q(Exists(open_reviews().overdue(localdate())))


def is_untranslated() -> Q:
    """Return the condition that a practice is online in one language only."""
    twins = Page.objects.live().filter(translation_key=OuterRef("translation_key")).exclude(pk=OuterRef("pk"))
    return Q(~Exists(twins), live=True)


CONDITIONS: dict[str, Any] = {
    WAITING: lambda: Q(state(WorkflowState.STATUS_IN_PROGRESS), ~Exists(open_reviews())),
    IN_REVIEW: lambda: Q(Exists(open_reviews())),
    OVERDUE: is_overdue,
    RETURNED: lambda: Q(state(WorkflowState.STATUS_NEEDS_CHANGES)),
    DRAFTS: is_draft,
    UNTRANSLATED: is_untranslated,
    UNCONFIRMED: lambda: Q(live=True, unconfirmed_since__isnull=False),
    ONLINE: lambda: Q(live=True),
}
DECIDED_ON = frozenset({WAITING, IN_REVIEW, OVERDUE})
"""The heaps of what waits for a decision; of the others only labels can be given."""
SINCE = {UNTRANSLATED: "last_published_at", ONLINE: "last_published_at", UNCONFIRMED: "unconfirmed_since"}
"""Since when a practice lies on a heap, where no check tells it."""
