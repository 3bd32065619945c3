"""Who translated a page and who read it a second time, as far as they show the reader their names."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from network_members.models import User
from translators.models import TranslationTask


@dataclass(frozen=True)
class Credit:
    """What a reader learns of the two people behind a translation."""

    sentence: str
    translator: str
    """The name, if the reader may see it."""
    reviewer: str


def credit_of(page: Page, reader: Any) -> Credit | None:
    """Return the credit of a page that members translated; None for others."""
    accepted = ended().filter(
        translation__source__object_id=page.translation_key, translation__target_locale=page.locale_id
    )
    task = accepted.last()
    if task is None:
        return None
    seen = set(User.objects.visible_to(reader).filter(pk__in=[task.taken_by_id, task.reviewed_by_id]))
    sentence = _("Translated by %(translator)s, reviewed by %(reviewer)s.") % {
        "translator": name_of(task.taken_by, seen),
        "reviewer": name_of(task.reviewed_by, seen),
    }
    return Credit(sentence, shown(task.taken_by, seen), shown(task.reviewed_by, seen))


def ended() -> QuerySet[TranslationTask]:
    """Return the accepted tasks with their people, the last one last."""
    accepted = TranslationTask.objects.filter(state=TranslationTask.State.ACCEPTED)
    return accepted.select_related("taken_by", "reviewed_by").order_by("decided_at", "pk")


def for_everybody(keys: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """Return translator and second reader of many translated pages, as far as everybody may see the names."""
    found = ended().filter(translation__source__object_id__in=keys).annotate(key=F("translation__source__object_id"))
    # The last task of a page is the one that counts.
    tasks = {task.key: task for task in found}
    people = {pk for task in tasks.values() for pk in (task.taken_by_id, task.reviewed_by_id)}
    seen = set(User.objects.visible_to(AnonymousUser()).filter(pk__in=people))
    return {key: (shown(task.taken_by, seen), shown(task.reviewed_by, seen)) for key, task in tasks.items()}


def shown(person: User | None, seen: set[User]) -> str:
    """Return a name that the reader may see; nothing else."""
    return str(person) if person in seen and not person.erased_at else ""


def name_of(person: User | None, seen: set[User]) -> str:
    """Return a name that the reader may see, or what stands for it."""
    if person is None or person.erased_at:
        return _("a former member")
    return shown(person, seen) or _("a member of the network")
