"""Editors ask one person for a translation; that person may decline, and is reminded before and after the day."""

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from network_members.models import User
from network_members.roles import Role
from translation.publishing import NotReady
from translators import mails, rules
from translators.actions import begun, locked
from translators.models import TranslationTask

BEFORE = timedelta(days=3)
"""How long before the day the first reminder goes out."""
SETTLED = timedelta(days=1)
"""Whoever was asked within this time needs no reminder yet."""


@transaction.atomic
def assign(original: Page, by: Any, *, person: User, due: date) -> None:
    """Ask one person for a translation until a day, and tell them; raise NotReady with the reason why not."""
    if not rules.can_help(person):
        raise NotReady(_("This person is no member any more."))
    kept = begun(original, by)
    now = timezone.now()
    task = TranslationTask.objects.unfinished().select_for_update().filter(translation=kept).first()
    task = task or TranslationTask(translation=kept, offered_at=now)
    if not rules.can_assign(task, timezone.localdate(now)):
        raise NotReady(_("Somebody translates it already, or it waits for a second reader."))
    former = task.taken_by
    task.hand_to(person, now)
    task.assigned_at, task.due, task.asked_by = now, due, by
    task.save()
    mails.tell_assigned(task, former)


@transaction.atomic
def decline(task: TranslationTask, by: User, reason: str) -> None:
    """Make a task free that its translator was asked for, and tell who asked why; what was written stays."""
    task = locked(task, by)
    if not rules.can_write(by, task) or task.assigned_at is None:
        raise PermissionDenied
    task.let_go()
    task.save()
    mails.tell_declined(task, by, reason)


def who_translates(languages: set[str]) -> Any:
    """Return the members who translate: by their role, or since they did so into all these languages."""
    people = Q(groups__name=Role.TRANSLATOR)
    done = Q()
    for language in languages:
        held = TranslationTask.objects.filter(translation__target_locale__language_code=language)
        done &= Q(pk__in=held.exclude(taken_by=None).values("taken_by"))
    return User.objects.members().filter(people | done)


def remind(now: datetime) -> int:
    """Remind everybody who was asked once before and once after the day; return how many were mailed."""
    today = timezone.localdate(now)
    asked = TranslationTask.objects.of_public_pages().held().filter(assigned_at__lt=now - SETTLED)
    soon = asked.filter(due__range=(today, today + BEFORE), reminded_before_at=None)
    late = asked.filter(due__lt=today, reminded_after_at=None)
    around = ("taken_by", "translation__source__locale", "translation__target_locale")
    waiting = [(task, "reminded_before_at") for task in soon.select_related(*around)]
    waiting += [(task, "reminded_after_at") for task in late.select_related(*around)]
    return sum(remind_of(task, field, now) for task, field in waiting)


@transaction.atomic
def remind_of(task: TranslationTask, field: str, now: datetime) -> bool:
    """Remind of one task, unless another run just did; say whether a mail was queued."""
    unclaimed = TranslationTask.objects.held().filter(pk=task.pk, taken_by=task.taken_by, **{field: None})
    if not rules.can_help(task.taken_by) or not unclaimed.update(**{field: now}):
        return False
    mails.remind(task, "overdue" if field == "reminded_after_at" else "due_soon")
    return True
