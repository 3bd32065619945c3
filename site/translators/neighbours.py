"""What tasks add to the pages of other rooms: one's own space, and the editors' table of translations."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from language.dates import format_date
from network_members.models import User
from network_members.space import language
from translation.states import Reading
from translation.table import Narrowing
from translators import rules
from translators.models import TranslationTask

State = TranslationTask.State


def own_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """Lead from a person's space to the translations."""
    if not rules.can_help(request.user):
        return []
    return [{"title": _("Translations"), "url": reverse("my_translations:list")}]


def own_tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """Tell members which translations they have taken, the soonest first."""
    user: Any = request.user
    if not rules.can_help(user):
        return []
    mine = TranslationTask.objects.visible_to(user).filter(taken_by=user, state__in=(State.TAKEN, State.RETURNED))
    found = mine.select_related("translation__source__locale").soonest()
    return [own_task(task) for task in found]


def own_task(task: TranslationTask) -> dict[str, Any]:
    """Return one's translation as a task."""
    returned = _("Your translation came back with a note.")
    wanted = _("Your translation is wanted by %(date)s.") % {"date": format_date(task.due, language())}
    return {
        "icon": "globe",
        "title": task.title,
        "language": task.language,
        "text": returned if task.state == State.RETURNED else wanted,
        "url": reverse("my_translations:detail", args=[task.pk]),
        "link": _("Translate"),
    }


def readings() -> Reading:
    """Say of words whether a second reader accepted them, who and when; and whether they were written in a task."""
    tasks = TranslationTask.objects.filter(
        translation__source__object_id=OuterRef("context__object_id"), translation__target_locale=OuterRef("locale_id")
    )
    # Words that changed after the acceptance are other words.
    accepted = tasks.filter(state=State.ACCEPTED, decided_at__gte=OuterRef("updated_at"))
    written = tasks.filter(taken_by=OuterRef("last_translated_by"), taken_at__lte=OuterRef("updated_at"))
    others = accepted.filter(
        Q(reviewed_by=None) | ~Q(reviewed_by_id=Coalesce(OuterRef("last_translated_by_id"), Value(0)))
    ).order_by("decided_at", "pk")
    reader = Subquery(others.values("reviewed_by_id")[:1])
    return Reading(Exists(others), Exists(written), reader, Subquery(others.values("decided_at")[:1]))


def holders(records: list[int]) -> dict[int, str]:
    """Return how far the tasks of some translations are, and who has them, by the number of the translation."""
    found = TranslationTask.objects.unfinished().filter(translation__in=records).select_related("taken_by")
    return {task.translation_id: in_words(task) for task in found}


def in_words(task: TranslationTask) -> str:
    """Say how far a task is, who has it, until when it is wanted, and whether that day has passed."""
    who = [str(task.taken_by)] if task.taken_by else []
    said = [": ".join([str(task.get_state_display()), *who])]
    if task.state != State.HANDED_IN:
        said.append(_("wanted by %(date)s") % {"date": format_date(task.due, language())})
    if task.is_late(localdate()):
        said.append(pgettext("of a translation", "late"))
    return ", ".join(said)


def by_person() -> Narrowing:
    """Let editors see what one person has."""
    held = TranslationTask.objects.unfinished().exclude(taken_by=None)
    people = User.objects.filter(pk__in=held.values("taken_by"))
    options = [(str(person.pk), str(person)) for person in people]

    def records(value: str) -> Any:
        return held.filter(taken_by=int(value)).values("translation")

    return Narrowing("person", _("With members"), _("Everybody"), options, records)


def by_lateness() -> Narrowing:
    """Let editors see what is late."""

    def records(value: str) -> Any:
        return TranslationTask.objects.late(localdate()).values("translation")

    return Narrowing("late", _("Day"), _("Any day"), [("1", _("Only late ones"))], records)
