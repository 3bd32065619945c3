"""What can happen to a translation task; each step is one transaction under the lock of the task."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from network_members.models import User
from translation import actions as translating
from translation.machine import is_public
from translation.publishing import NotReady
from translation.rules import can_translate
from translators import mails, rules
from translators.models import TranslationTask

State = TranslationTask.State
DAYS = 30
"""Within which a translation is wanted."""


class Gone(Exception):  # noqa: N818 - reads as what happened
    """Somebody was quicker; nothing was changed."""


@transaction.atomic
def offer(original: Page, by: Any) -> None:
    """Offer a translation to members, and begin it if need be; raise NotReady with the reason when it cannot be."""
    kept = begun(original, by)
    task = TranslationTask.objects.unfinished().filter(translation=kept).first()
    if task:
        return free(task)
    now = timezone.now()
    due = timezone.localdate(now) + timedelta(days=DAYS)
    TranslationTask.objects.create(translation=kept, asked_by=by, offered_at=now, due=due)
    return None


def begun(original: Page, by: Any) -> Translation:
    """Return the record of a translation that members may write, locked; begin it if need be."""
    kept = translating.kept(original)
    if kept is None:
        translating.begin(original, by)
        kept = translating.kept(original)
    if kept is None or not can_translate(by, kept):
        raise PermissionDenied
    if not is_public(kept):
        raise NotReady(_("Not everybody may read this page, so it is not offered to members."))
    return kept


def free(task: TranslationTask) -> None:
    """Offer a task anew whose translator is no member any more; raise NotReady while it is free or in good hands."""
    if task.state == State.OPEN or rules.can_help(task.taken_by):
        raise NotReady(_("Its translation was offered to members already."))
    task.let_go()
    task.save()


def locked(task: TranslationTask, by: User) -> TranslationTask:
    """Return a task as it is now, locked; raise Gone when this person may not see it any more."""
    found = TranslationTask.objects.select_for_update().filter(pk=task.pk).first()
    if found is None or not TranslationTask.objects.visible_to(by).filter(pk=task.pk).exists():
        raise Gone
    return found


@transaction.atomic
def take(task: TranslationTask, by: User) -> None:
    """Give a free task to one member; raise Gone when somebody else has it."""
    if not rules.can_help(by):
        raise PermissionDenied
    task = locked(task, by)
    if not rules.can_take(by, task):
        raise Gone
    # Whoever read an earlier hand-in may be the one who translates now.
    task.hand_to(by, timezone.now())
    task.save()


@transaction.atomic
def give_back(task: TranslationTask, by: User) -> None:
    """Let somebody else take the task; what was written stays."""
    task = locked(task, by)
    if not rules.can_write(by, task):
        raise PermissionDenied
    task.let_go()
    task.save()


@transaction.atomic
def write(task: TranslationTask, by: User, words: dict[int, str]) -> None:
    """Store the words for some texts of the original, by the number of the text; empty words leave a gap."""
    task = locked(task, by)
    if not rules.can_write(by, task):
        raise PermissionDenied
    store(task, by, words)


@transaction.atomic
def hand_in(task: TranslationTask, by: User, words: dict[int, str]) -> None:
    """Store the last words and ask for a second reader; the form has seen to it that no text lacks."""
    task = locked(task, by)
    if not rules.can_write(by, task):
        raise PermissionDenied
    store(task, by, words)
    task.state, task.handed_in_at, task.reviewed_by = State.HANDED_IN, timezone.now(), None
    task.save()
    mails.tell_handed_in(task)


def store(task: TranslationTask, by: User, words: dict[int, str]) -> None:
    """Write words as this person's own, whoever or whatever wrote them before."""
    texts = StringSegment.objects.filter(source_id=task.translation.source_id, pk__in=words)
    for text in texts:
        place = {
            "translation_of_id": text.string_id,
            "context_id": text.context_id,
            "locale_id": task.translation.target_locale_id,
        }
        if not words[text.pk]:
            StringTranslation.objects.filter(**place).delete()
            continue
        values = {"data": words[text.pk], "last_translated_by": by, "has_error": False, "field_error": ""}
        origin = {"translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL, "tool_name": ""}
        StringTranslation.objects.update_or_create(**place, defaults=values | origin)


@transaction.atomic
def accept(task: TranslationTask, by: User) -> None:
    """End a task: the translation may be published, and its translator and who asked are told."""
    task = decided(task, by)
    task.state, task.note = State.ACCEPTED, ""
    task.save()
    mails.tell_accepted(task, by=by)


@transaction.atomic
def send_back(task: TranslationTask, by: User, note: str) -> None:
    """Give a translation back to its translator with a note, and tell them."""
    task = decided(task, by)
    task.state, task.note = State.RETURNED, note
    task.save()
    mails.tell_returned(task)


def decided(task: TranslationTask, by: User) -> TranslationTask:
    """Return a task that waits for its second reader, read by this person, locked."""
    task = locked(task, by)
    if task.taken_by_id == by.pk or not rules.can_help(by):
        raise PermissionDenied
    if not rules.can_review(by, task):
        raise Gone
    task.reviewed_by, task.decided_at = by, timezone.now()
    return task
