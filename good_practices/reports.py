"""The report of an evaluation in a draft: taking one in, taking it out; nobody else sees it until it is published."""

from typing import Any

from django.db import transaction

from good_practices import rules
from good_practices.actions import draft_to_change
from good_practices.models import GoodPracticePage
from library.models import NetworkDocument
from library.rules import is_published
from network_members.models import User


@transaction.atomic
def put_in(practice: GoodPracticePage, by: User, *, file: Any, title: str) -> NetworkDocument:
    """Take a report into the latest draft, in place of the one before."""
    _page, draft = draft_to_change(practice, by)
    before = draft.evaluation_report
    report = NetworkDocument.objects.create(
        title=title, file=file, uploaded_by_user=by, language=practice.source_language
    )
    keep(draft, report, by)
    forget(before, by)
    return report


@transaction.atomic
def take_out(practice: GoodPracticePage, by: User) -> None:
    """Take the report out of the latest draft; what is online keeps its own."""
    _page, draft = draft_to_change(practice, by)
    before = draft.evaluation_report
    keep(draft, None, by)
    forget(before, by)


def keep(draft: GoodPracticePage, report: NetworkDocument | None, by: User) -> None:
    """Save a draft with a report, or without one."""
    draft.evaluation_report = report
    draft.save_revision(user=by, clean=False)


def forget(report: Any, by: User) -> None:
    """Delete a report that was this person's own and that nothing published shows."""
    if report is not None and report.uploaded_by_user_id == by.pk and not is_published(report):
        report.delete()


def report_for(user: Any, practice: GoodPracticePage) -> NetworkDocument | None:
    """Return the report of the latest draft for those who write on it, check it, or review exactly this text."""
    if not rules.can_open_files(user, practice):
        return None
    report: NetworkDocument | None = practice.get_latest_revision_as_object().evaluation_report
    return report
