"""What translators, and those who asked for a translation, are told by mail, each in their own language."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from language.dates import format_date
from language.names import called
from mail import actions as outbox
from network_members.models import User
from translators.models import TranslationTask


def tell_accepted(task: TranslationTask, *, by: User) -> None:
    """Tell the translator and who asked that a second reader accepted the translation."""
    post(task, "accepted", task.taken_by, path_to(task, task.taken_by))
    if task.asked_by_id not in {by.pk, task.taken_by_id}:
        post(task, "ready", task.asked_by, reverse("translation_desk:table"))


def tell_returned(task: TranslationTask) -> None:
    """Bring the second reader's note to the translator."""
    post(task, "returned", task.taken_by, path_to(task, task.taken_by), note=task.note)


def tell_assigned(task: TranslationTask, former: User | None) -> None:
    """Ask somebody for a translation; whoever was asked before and is late learns that it is with another person."""
    if task.taken_by_id != task.asked_by_id:
        post(task, "assigned", task.taken_by, path_to(task, task.taken_by), **until(task))
    if former is not None and former.pk != task.taken_by_id:
        post(task, "reassigned", former, path_to_list(former))


def tell_declined(task: TranslationTask, by: User, reason: str) -> None:
    """Tell who asked that somebody declined, and why."""
    to_asker(task, "declined", by, who=str(by), reason=reason)


def tell_handed_in(task: TranslationTask) -> None:
    """Tell who asked that the translation waits for its second reader."""
    to_asker(task, "handed_in", task.taken_by)


def remind(task: TranslationTask, template: str) -> None:
    """Remind the translator of the day."""
    post(task, template, task.taken_by, path_to(task, task.taken_by), **until(task))


def to_asker(task: TranslationTask, template: str, by: User | None, **context: Any) -> None:
    """Queue a mail to who asked, unless they did it themselves."""
    if by is None or task.asked_by_id != by.pk:
        post(task, template, task.asked_by, reverse("translation_desk:table"), **context)


def until(task: TranslationTask) -> dict[str, str]:
    """Return the day and the languages of a task, in its translator's language."""
    language = task.taken_by.language if task.taken_by else settings.LANGUAGE_CODE
    return {"until": format_date(task.due, language), "into": task.target_language}


def path_to_list(person: User) -> str:
    """Return the address of a person's translations in their language."""
    with override(person.language):
        return reverse("my_translations:list")


def path_to(task: TranslationTask, person: User | None) -> str:
    """Return the address of the task in a person's language."""
    with override(person.language if person else None):
        return reverse("my_translations:detail", args=[task.pk])


def post(task: TranslationTask, template: str, person: User | None, path: str, **context: Any) -> None:
    """Queue a mail about a task to somebody who can still read it."""
    if person is None or not person.is_active:
        return
    outbox.queue(
        template=f"translators/email/{template}",
        to=person.email,
        language=person.language,
        context={
            "name": called(person.first_name, person.language),
            "title": task.title,
            "url": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
            **context,
        },
    )
