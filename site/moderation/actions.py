"""What can happen with reports; each step is one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop
from wagtail.log_actions import log

from moderation import mails, rules
from moderation.kinds import kinds
from moderation.models import Appeal, Report

LOGGED = {
    "moderation.hide": gettext_noop("Hide what was reported"),
    "moderation.dismiss": gettext_noop("Let stand what was reported"),
    "moderation.grant": gettext_noop("Grant an appeal"),
    "moderation.refuse": gettext_noop("Refuse an appeal"),
}
KEPT = timedelta(days=365)
State = Report.State


class Decided(Exception):  # noqa: N818 - reads as what happened
    """Somebody else has decided already; nothing was changed."""


@dataclass(frozen=True)
class Reported:
    """A contribution as it stands when it is reported."""

    kind: str
    number: int
    text: str
    language: str
    author: Any


@transaction.atomic
def report(what: Reported, reporter: Any, *, reason: str, words: str) -> int:
    """Keep a report; return how many people wait for a decision on the same. Who reports twice is counted once."""
    waiting = Report.objects.about(what.kind, what.number)
    if reporter is None or not waiting.filter(reporter=reporter).exists():
        one = Report.objects.create(
            kind=what.kind,
            number=what.number,
            text=what.text,
            language=what.language,
            author=what.author,
            reporter=reporter,
            reason=reason,
            words=words,
        )
        mails.tell_received(one)
    return waiting.exclude(reporter=None).values("reporter").distinct().count()


def present(what: Reported) -> None:
    """Put before the moderators what readers shall see only once somebody has looked."""
    Report.objects.create(
        kind=what.kind,
        number=what.number,
        text=what.text,
        language=what.language,
        author=what.author,
        reason=Report.Reason.FIRST,
    )


def withdraw(kind: str, number: int) -> None:
    """Forget what waited to be shown: its author took it back."""
    Report.objects.about(kind, number).filter(reason=Report.Reason.FIRST).delete()


@transaction.atomic
def hide(one: Report, *, by: Any, reason: str) -> None:
    """Hide what was reported, tell its author why, and answer all who reported it; raises Decided for the second."""
    one = decide(one, by, State.UPHELD, reason)
    kinds()[one.kind].hide(one.number)
    mails.tell_hidden(one, appeal=kinds()[one.kind].appeal)
    log(one, "moderation.hide", user=by, title=str(one))


@transaction.atomic
def dismiss(one: Report, *, by: Any) -> None:
    """Let stand what was reported, or show what waited; raises Decided when somebody was quicker."""
    one = decide(one, by, State.DISMISSED, "")
    kinds()[one.kind].show(one.number)
    if one.is_first:
        mails.tell_shown(one, address=kinds()[one.kind].address)
    log(one, "moderation.dismiss", user=by, title=str(one))


def decide(one: Report, by: Any, state: str, reason: str) -> Report:
    """Note one decision for all reports about the same, under their lock."""
    alike = list(Report.objects.about(one.kind, one.number).select_for_update().order_by("pk"))
    found = next((each for each in alike if each.pk == one.pk), None)
    if found is None:
        raise Decided
    if not rules.can_decide_on(by, found):
        raise PermissionDenied
    fresh = {"state": state, "decision": reason, "decided_at": timezone.now(), "decided_by": by}
    Report.objects.filter(pk__in=[each.pk for each in alike]).update(**fresh)
    found.refresh_from_db()
    mails.tell_outcome(alike, is_hidden=state == State.UPHELD)
    return found


@transaction.atomic
def appeal(one: Report, *, by: Any, words: str) -> Appeal:
    """Let an author ask for another decision on what was hidden; raises Decided when that is done or too late."""
    one = Report.objects.select_for_update().get(pk=one.pk)
    if one.author_id != by.pk:
        raise PermissionDenied
    if not rules.can_appeal(by, one, timezone.now()):
        raise Decided
    made = Appeal.objects.create(report=one, words=words)
    mails.tell_appeal_received(made)
    return made


@transaction.atomic
def grant(made: Appeal, *, by: Any, reason: str) -> None:
    """Show what was hidden again and tell its author why; raises Decided when somebody was quicker."""
    made = judge(made, by, Appeal.State.GRANTED, reason)
    kinds()[made.report.kind].restore(made.report.number)
    log(made.report, "moderation.grant", user=by, title=str(made.report))


@transaction.atomic
def refuse(made: Appeal, *, by: Any, reason: str) -> None:
    """Let it stay hidden and tell its author why; raises Decided when somebody was quicker."""
    made = judge(made, by, Appeal.State.REFUSED, reason)
    log(made.report, "moderation.refuse", user=by, title=str(made.report))


def judge(made: Appeal, by: Any, state: str, reason: str) -> Appeal:
    """Note the decision on an appeal, under its lock."""
    found = Appeal.objects.select_for_update().get(pk=made.pk)
    if found.state != Appeal.State.WAITING:
        raise Decided
    if not rules.can_judge(by, found):
        raise PermissionDenied
    found.state, found.decision, found.decided_at, found.decided_by = state, reason, timezone.now(), by
    found.save()
    mails.tell_judged(found)
    return found


def forget(now: datetime) -> None:
    """Forget reports a year after they were decided, with their appeals; not while an appeal waits."""
    Report.objects.filter(decided_at__lt=now - KEPT).exclude(appeal__state=Appeal.State.WAITING).delete()
