"""Who decides on reports; one sentence each, asked in the view and again in the action."""

from datetime import datetime, timedelta
from typing import Any

from moderation.models import Appeal, Report

OPEN_TO_APPEAL = timedelta(days=183)
"""How long after a decision its author may appeal: six months (Regulation (EU) 2022/2065, article 20)."""


def can_decide(user: Any) -> bool:
    """May this person read reports and decide on them?"""
    return bool(getattr(user, "is_active", False) and user.has_perm("moderation.change_report"))


def can_decide_on(user: Any, report: Report) -> bool:
    """May this person decide on this report now? Nobody decides on what they said themselves."""
    waits = report.state == Report.State.WAITING
    return waits and can_decide(user) and (report.author_id is None or report.author_id != user.pk)


def can_appeal(user: Any, report: Report, now: datetime) -> bool:
    """May this person appeal: the author of what was hidden, once, within six months?"""
    is_own = getattr(user, "is_active", False) and report.author_id == user.pk
    is_hidden = report.state == Report.State.UPHELD and report.decided_at is not None
    return is_own and is_hidden and now - report.decided_at < OPEN_TO_APPEAL and not hasattr(report, "appeal")  # type: ignore[operator]  # decided


def can_judge(user: Any, appeal: Appeal) -> bool:
    """May this person decide on this appeal now? Not its author, and not who decided before."""
    report, waits = appeal.report, appeal.state == Appeal.State.WAITING
    return waits and can_decide(user) and user.pk not in (report.author_id, report.decided_by_id)
