"""Who decides on reports; one sentence each, asked in the view and again in the action."""

from typing import Any

from moderation.models import Report


def can_decide(user: Any) -> bool:
    """May this person read reports and decide on them?"""
    return bool(getattr(user, "is_active", False) and user.has_perm("moderation.change_report"))


def can_decide_on(user: Any, report: Report) -> bool:
    """May this person decide on this report now? Nobody decides on what they said themselves."""
    waits = report.state == Report.State.WAITING
    return waits and can_decide(user) and (report.author_id is None or report.author_id != user.pk)
