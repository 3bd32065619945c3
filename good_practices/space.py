"""Practices as rows of a member's own space."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from good_practices import rules
from good_practices.life import Stage, stage_of, stage_tag
from good_practices.models import GoodPracticePage, GoodPracticeQuerySet
from good_practices.models.queries import written_by_body_of
from good_practices.yearly import is_due


def practices_of(user: Any) -> GoodPracticeQuerySet:
    """Return the practices of a person and of their body, the one changed last first."""
    found = GoodPracticePage.objects.originals().filter(Q(owner=user) | written_by_body_of(user))
    # Wagtail's own `prefetch_workflow_states` finds them for plain pages only (wagtail.query, 8.0).
    states = WorkflowState.objects.active().select_related("current_task_state")
    checks = Prefetch("_specific_workflow_states", states, to_attr="_current_workflow_states")
    found = found.select_related("locale", "owner").prefetch_related(checks)
    return found.order_by("-latest_revision_created_at", "-pk")


def as_row(practice: GoodPracticePage, reader: Any) -> dict[str, Any]:
    """Return what one row shows: title, stage, age, next step."""
    key = practice.translation_key
    text, page = next_step(practice)
    return {
        "title": practice.draft_title,
        "language": practice.source_language,
        "url": reverse("my_practices:detail", args=[key]),
        "tag": stage_tag(practice),
        "written_in": settings.LANGUAGE_NAMES[practice.source_language],
        "author": "" if practice.owner_id == reader.pk else str(practice.owner or ""),
        "confirm_url": confirm_url(practice, reader),
        "changed_at": practice.latest_revision_created_at or practice.last_published_at,
        "step": text,
        "step_url": reverse(f"my_practices:{page}", args=[key]),
    }


def confirm_url(practice: GoodPracticePage, reader: Any) -> str:
    """Return where this person says that the practice is as described; nothing while nobody asks, or not them."""
    is_asked = rules.can_confirm(reader, practice) and is_due(practice, timezone.now())
    return reverse("my_practices:confirm", args=[practice.translation_key]) if is_asked else ""


def next_step(practice: GoodPracticePage) -> tuple[str, str]:
    """Return what its author would do next, and where."""
    steps = {
        Stage.DRAFT: (_("Go on writing"), "edit"),
        Stage.REVIEW: (_("See where it stands"), "detail"),
        Stage.RETURNED: (_("Read the notes"), "edit"),
        Stage.PUBLISHED: (_("Write a new version"), "edit"),
    }
    return steps[stage_of(practice)]
