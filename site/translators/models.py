"""A translation that editors offered to members: who writes it, who checks it, how far it is."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page
from wagtail_localize.models import Translation

from language.detect import language_of


class TranslationTaskQuerySet(models.QuerySet["TranslationTask"]):
    """Questions about translation tasks."""

    def visible_to(self, user: Any) -> "TranslationTaskQuerySet":
        """Return what a member may open: free tasks, their own, and those to check; of originals all may read."""
        if not getattr(user, "is_approved", False):
            return self.none()
        states = TranslationTask.State
        concerned = Q(state__in=(states.OPEN, states.HANDED_IN)) | Q(taken_by=user) | Q(reviewed_by=user)
        return self.of_public_pages().filter(concerned)

    def of_public_pages(self) -> "TranslationTaskQuerySet":
        """Return the tasks whose original everybody may read."""
        key, locale = "translation__source__object_id", "translation__source__locale_id"
        originals = Page.objects.live().public().filter(translation_key=OuterRef(key), locale_id=OuterRef(locale))
        return self.filter(Exists(originals), translation__enabled=True)

    def held(self) -> "TranslationTaskQuerySet":
        """Return the tasks that somebody translates at the moment."""
        return self.filter(state__in=(TranslationTask.State.TAKEN, TranslationTask.State.RETURNED))

    def late(self, today: date) -> "TranslationTaskQuerySet":
        """Return the tasks that are not handed in and whose day has passed."""
        open_states = (TranslationTask.State.OPEN, TranslationTask.State.TAKEN, TranslationTask.State.RETURNED)
        return self.filter(state__in=open_states, due__lt=today)

    def soonest(self) -> "TranslationTaskQuerySet":
        """Sort: first what editors asked one person for, then by the day it is wanted."""
        asked_anybody = Case(When(assigned_at=None, then=Value(1)), default=Value(0))
        return self.order_by(asked_anybody, "due", "pk")

    def unfinished(self) -> "TranslationTaskQuerySet":
        """Return the tasks that somebody still has something to do for."""
        return self.exclude(state=TranslationTask.State.ACCEPTED)


class TranslationTask(models.Model):
    """One translation from the offer to the second pair of eyes."""

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", pgettext_lazy("state of a translation task", "Free to take")
        TAKEN = "taken", pgettext_lazy("state of a translation task", "Being translated")
        HANDED_IN = "handed_in", pgettext_lazy("state of a translation task", "Waits for a second reader")
        RETURNED = "returned", pgettext_lazy("state of a translation task", "Returned with a note")
        ACCEPTED = "accepted", pgettext_lazy("state of a translation task", "Accepted")

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="tasks")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField(_("wanted by"))
    note = models.TextField(_("note"), blank=True)
    offered_at = models.DateTimeField(_("offered on"))
    taken_at = models.DateTimeField(_("taken on"), null=True, blank=True)
    assigned_at = models.DateTimeField(_("assigned on"), null=True, blank=True)
    """When editors asked its translator for it; empty for who took it freely."""
    reminded_before_at = models.DateTimeField(_("reminded before the day"), null=True, blank=True)
    reminded_after_at = models.DateTimeField(_("reminded after the day"), null=True, blank=True)
    handed_in_at = models.DateTimeField(_("handed in on"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)

    objects = TranslationTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation task")
        verbose_name_plural = _("translation tasks")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["translation"], condition=~Q(state="accepted"), name="one_open_task_per_translation"
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None) | Q(reviewed_by=None) | ~Q(reviewed_by=F("taken_by")),
                name="nobody_checks_their_own_translation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.translation_id} {self.state}"

    def hand_to(self, person: Any, now: datetime) -> None:
        """Put the task into somebody's hands; earlier readers, notes and reminders are over."""
        self.state, self.taken_by, self.taken_at = self.State.TAKEN, person, now
        self.reviewed_by, self.note = None, ""
        self.assigned_at = self.reminded_before_at = self.reminded_after_at = None

    def let_go(self) -> None:
        """Make the task free."""
        self.state, self.taken_by, self.taken_at, self.assigned_at = self.State.OPEN, None, None, None

    def is_late(self, today: date) -> bool:
        """Say whether its day has passed and it is not handed in."""
        return self.due < today and self.state in {self.State.OPEN, self.State.TAKEN, self.State.RETURNED}

    @property
    def language(self) -> str:
        """Return the language of the original."""
        return str(self.translation.source.locale.language_code)

    @property
    def target_language(self) -> str:
        """Return the language it is translated into."""
        return str(self.translation.target_locale.language_code)

    @property
    def note_language(self) -> str | None:
        """Return the language that the note is written in."""
        return language_of(self.note)

    @property
    def title(self) -> str:
        """Return the original's title, as it is translated."""
        return str(self.translation.source.object_repr)
