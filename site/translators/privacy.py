"""What the room keeps about people: who translates, who reads a second time, who asked, and their notes."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from network_members.register import Fate, Kept, declare
from translators.models import TranslationTask

State = TranslationTask.State


def free_tasks(person: Any) -> None:
    """Let others take what this person will not finish."""
    held = TranslationTask.objects.filter(taken_by=person, state__in=(State.TAKEN, State.RETURNED))
    held.update(state=State.OPEN, taken_by=None, taken_at=None, assigned_at=None)


declare(
    Kept(
        "translators.TranslationTask",
        _("Translations you took on"),
        ("taken_by", "taken_at", "assigned_at", "handed_in_at", "reminded_before_at", "reminded_after_at"),
        _("So that nobody does the same work, and your name stands under it."),
        _("Editors; on the page, in its PDF and in open data your name as far as you show it."),
        _("As long as the page."),
        Fate.NAMELESS,
        owner="taken_by",
        forget=free_tasks,
        exported=("state", "due", "taken_at", "assigned_at", "handed_in_at"),
    ),
    Kept(
        "translators.TranslationTask",
        _("Translations you read as a second person"),
        ("reviewed_by", "note", "decided_at"),
        _("So that two people stand behind a translation."),
        _("The translator reads your note; on the page, in its PDF and in open data your name as far as you show it."),
        _("As long as the page."),
        Fate.NAMELESS,
        owner="reviewed_by",
        exported=("state", "note", "decided_at"),
    ),
    Kept(
        "translators.TranslationTask",
        _("Translations you asked members for"),
        ("asked_by", "offered_at"),
        _("So that you are told when they are done."),
        _("Nobody."),
        _("As long as the page."),
        Fate.NAMELESS,
        owner="asked_by",
        exported=("state", "due", "offered_at"),
    ),
)
