"""Once a year each practice is confirmed by whoever answers for it; after 13 months without, it is marked.

`models.md`: "confirmed yearly"; "Evidence that ages" in the network's list of features.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import localdate
from wagtail.log_actions import log
from wagtail.models import Page

from good_practices import followed, mails, rules
from good_practices.actions import Decided, locked
from good_practices.models import Confirmation, GoodPracticePage
from network_members.models import User

CONFIRMED = "good_practices.confirm"
"""What the log calls it."""
MONTH = timedelta(days=30)
YEAR, LATE = timedelta(days=365), timedelta(days=396)
"""After which a practice is asked about, and marked: twelve and thirteen months."""


def last_told() -> QuerySet[GoodPracticePage]:
    """Return the public originals with the day of the last word about them."""
    return (
        GoodPracticePage.objects.public_to_all()
        .originals()
        .annotate(told_on=Coalesce("confirmed_on", TruncDate("first_published_at")))
    )


def ask_about_all(now: datetime) -> int:
    """Ask about every practice whose year is over, once, and remind after a month; return how many were mailed."""
    going_on = last_told().exclude(status=GoodPracticePage.Status.ENDED)
    due = going_on.filter(told_on__lte=localdate(now) - YEAR).select_related("owner", "contact", "locale")
    return sum(ask(practice, now) for practice in due.iterator())


@transaction.atomic
def ask(practice: GoodPracticePage, now: datetime) -> bool:
    """Ask who answers for a practice, or remind them; say whether a mail was queued."""
    Page.objects.select_for_update().get(pk=practice.pk)
    person = who_answers(practice)
    if person is None:
        return False
    asked = Confirmation.objects.unanswered().filter(practice_key=practice.translation_key).first()
    if asked is None:
        asked = Confirmation.objects.create(practice_key=practice.translation_key, person=person, asked_at=now)
    elif not renew(asked, person, now):
        return False
    mails.ask_to_confirm(practice, asked)
    return True


def renew(asked: Confirmation, person: User, now: datetime) -> bool:
    """Say whether an open question has to be put again: once after a month, anew after a year, or to somebody else."""
    if asked.person_id != person.pk or asked.asked_at <= now - YEAR:
        asked.person, asked.asked_at, asked.reminded_at = person, now, None
    elif asked.reminded_at is None and asked.asked_at <= now - MONTH:
        asked.reminded_at = now
    else:
        return False
    asked.save()
    return True


def who_answers(practice: GoodPracticePage) -> User | None:
    """Return the contact person, or else who began the practice; nobody who has left."""
    people = (practice.contact, practice.owner)
    return next((person for person in people if person is not None and person.is_active), None)


def mark_late(now: datetime) -> int:
    """Mark what nobody has confirmed for 13 months, in both languages, and take marks off; return how many changed."""
    return sum(set_mark(practice, mark) for practice, mark in wrong_marks(localdate(now) - LATE))


def wrong_marks(latest: date) -> Iterator[tuple[GoodPracticePage, date | None]]:
    """Yield the practices whose mark is not what it should be, with what it should be."""
    for practice in last_told().only("translation_key", "unconfirmed_since", "status").iterator():
        told_on: Any = practice.told_on
        is_late = told_on and told_on <= latest and practice.status != GoodPracticePage.Status.ENDED
        mark = told_on if is_late else None
        if practice.unconfirmed_since != mark:
            yield practice, mark


def set_mark(practice: GoodPracticePage, mark: date | None) -> bool:
    """Write the mark on both languages of a practice."""
    both = GoodPracticePage.objects.filter(translation_key=practice.translation_key)
    return bool(both.update(unconfirmed_since=mark))


def is_due(practice: GoodPracticePage, now: datetime) -> bool:
    """Say whether the year of a public practice is over, so that a word about it is asked for."""
    first = practice.first_published_at
    told_on = practice.confirmed_on or (localdate(first) if first else None)
    is_over = told_on is not None and told_on <= localdate(now) - YEAR
    return bool(practice.live) and is_over and practice.status != GoodPracticePage.Status.ENDED


def can_answer(asked: Confirmation) -> bool:
    """Say whether who was asked still may answer."""
    practice = GoodPracticePage.objects.originals().filter(translation_key=asked.practice_key).first()
    return practice is not None and rules.can_confirm(asked.person, practice)


@transaction.atomic
def confirm_due(practice: GoodPracticePage, by: User, now: datetime) -> None:
    """Take the answer without a link, from somebody who signed in; the open question is answered with it."""
    page = locked(practice.pk)
    if not rules.can_confirm(by, page):
        raise PermissionDenied
    if not is_due(page, now):
        raise Decided
    key = page.translation_key
    asked = Confirmation.objects.unanswered().filter(practice_key=key).first()
    asked = asked or Confirmation(practice_key=key, asked_at=now)
    asked.person = by
    asked.save()
    confirm(asked, now)


@transaction.atomic
def confirm(asked: Confirmation, now: datetime) -> bool:
    """Take the answer that a practice still is as described, once; say whether this was the first answer."""
    if not can_answer(asked):
        return False
    if not Confirmation.objects.unanswered().filter(pk=asked.pk).update(answered_at=now):
        return False
    today = localdate(now)
    both = GoodPracticePage.objects.filter(translation_key=asked.practice_key)
    both.update(confirmed_on=today, unconfirmed_since=None)
    for page in both.select_related("locale"):
        keep_in_draft(page, today)
        if page.is_original:
            log(instance=page, action=CONFIRMED, user=asked.person)
    followed.tell_confirmed(asked, now)
    return True


def keep_in_draft(page: GoodPracticePage, day: date) -> None:
    """Let the latest draft know the day too, so that publishing it takes nothing back."""
    revision = page.get_latest_revision()
    if revision is not None:
        revision.content |= {"confirmed_on": day.isoformat(), "unconfirmed_since": None}
        revision.save(update_fields=["content"])
