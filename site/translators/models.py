"""A translation that editors offered to members: who writes it, who checks it, how far it is."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
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
        key, locale = "translation__source__object_id", "translation__source__locale_id"
        originals = Page.objects.live().public().filter(translation_key=OuterRef(key), locale_id=OuterRef(locale))
        states = TranslationTask.State
        concerned = Q(state__in=(states.OPEN, states.HANDED_IN)) | Q(taken_by=user) | Q(reviewed_by=user)
        return self.filter(Exists(originals), concerned, translation__enabled=True)

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
