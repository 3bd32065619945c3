"""What translators, and those who asked for a translation, are told by mail, each in their own language."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

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
