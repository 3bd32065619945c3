"""The end of a practice: the reason and what was learned stay on its page, and it can be taken up again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from good_practices import followed, mails, rules
from good_practices.actions import Busy, Decided, locked
from good_practices.models import Confirmation, Ending, GoodPracticePage
from network_members.models import User

ENDED, TAKEN_UP = "good_practices.end", "good_practices.take_up"
"""What the log calls them."""
Status = GoodPracticePage.Status


@transaction.atomic
def end(practice: GoodPracticePage, by: User, *, reason: str, lessons: str) -> None:
    """End a public practice in both languages; nobody is asked about it any more, and nothing is deleted."""
    page = page_to_change(practice, by)
    if page.status == Status.ENDED:
        raise Decided
    ending = Ending.objects.create(
        practice_key=page.translation_key, language=page.source_language, reason=reason, lessons=lessons, ended_by=by
    )
    write(page, status=Status.ENDED, unconfirmed_since=None)
    keep(page, ended_reason=reason)
    Confirmation.objects.unanswered().filter(practice_key=page.translation_key).delete()
    log(instance=page, action=ENDED, user=by)
    mails.tell_ended(page, by=by)
    followed.tell_ended(ending)


@transaction.atomic
def take_up(practice: GoodPracticePage, by: User) -> None:
    """Take an ended practice up again, in both languages; how it ended stays in the records."""
    page = page_to_change(practice, by)
    if page.status != Status.ENDED:
        raise Decided
    Ending.objects.filter(practice_key=page.translation_key, taken_up_at=None).update(taken_up_at=timezone.now())
    write(page, status=Status.ONGOING, ended_reason="")
    log(instance=page, action=TAKEN_UP, user=by)


def page_to_change(practice: GoodPracticePage, by: User) -> GoodPracticePage:
    """Return a practice, locked, for somebody who may end it now."""
    page = locked(practice.pk)
    if not rules.can_write(by, page) or not page.live:
        raise PermissionDenied
    if not rules.can_edit(by, page):
        raise Busy
    return page


def write(page: GoodPracticePage, **changes: Any) -> None:
    """Write into both languages of a practice, as they are online and as they are being written."""
    for version in GoodPracticePage.objects.filter(translation_key=page.translation_key):
        keep(version, **changes)


def keep(page: GoodPracticePage, **changes: Any) -> None:
    """Write into one version, and into its latest draft, so that publishing that takes nothing back."""
    GoodPracticePage.objects.filter(pk=page.pk).update(**changes)
    revision = page.get_latest_revision()
    if revision is not None:
        revision.content |= changes
        revision.save(update_fields=["content"])


def ending_of(practice: Any) -> Ending | None:
    """Return how a practice ended; nothing for one that goes on."""
    if practice.status != Status.ENDED:
        return None
    return Ending.objects.filter(practice_key=practice.translation_key, taken_up_at=None).first()
