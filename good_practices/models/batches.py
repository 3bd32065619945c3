"""What an editor decided for several practices at once, and what became of each."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BatchQuerySet(models.QuerySet["Batch"]):
    """Which batches wait, and whose they are."""

    def visible_to(self, user: Any) -> "BatchQuerySet":
        """Return those that a person ordered."""
        return self.filter(ordered_by=user) if getattr(user, "is_authenticated", False) else self.none()

    def waiting(self) -> "BatchQuerySet":
        """Return those that can still be undone."""
        return self.filter(state=Batch.State.WAITING)

    def to_carry_out(self, now: datetime) -> "BatchQuerySet":
        """Return those whose time has come, and those that a worker left half done."""
        return self.filter(Q(state=Batch.State.WAITING, due_at__lte=now) | Q(state=Batch.State.BEGUN))


class Batch(models.Model):
    """One decision about several practices; it waits a while, so that it can be undone."""

    class Verb(models.TextChoices):
        """What is done with each."""

        PUBLISH = "publish", pgettext_lazy("with several practices", "Publish them as checked")
        RETURN = "return", pgettext_lazy("with several practices", "Return them with one message")
        LABEL = "label", pgettext_lazy("with several practices", "Recommend them, or withdraw that")
        ASK = "ask", pgettext_lazy("with several practices", "Ask reviewers")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", pgettext_lazy("of a bulk action", "Waits")
        BEGUN = "begun", pgettext_lazy("of a bulk action", "Being done")
        DONE = "done", pgettext_lazy("of a bulk action", "Done")
        UNDONE = "undone", pgettext_lazy("of a bulk action", "Undone")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verb = models.CharField(_("action"), max_length=10, choices=Verb)
    details = models.JSONField(_("details"), default=dict, blank=True)
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ordered_at = models.DateTimeField(_("ordered at"), auto_now_add=True)
    due_at = models.DateTimeField(_("due at"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("bulk action")
        verbose_name_plural = _("bulk actions")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "begun")) | Q(details={}), name="what_is_over_keeps_no_details"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_verb_display())

    @property
    def can_be_undone(self) -> bool:
        """Say whether nothing of it has happened yet."""
        return self.state == self.State.WAITING


class BatchItem(models.Model):
    """One practice of a batch, as the editor saw it, and what became of it."""

    class Outcome(models.TextChoices):
        """Why something was not done."""

        DONE = "done", pgettext_lazy("of a bulk action", "Done")
        CHANGED = "changed", _("Its text changed in the meantime. Read it again.")
        DECIDED = "decided", _("It does not wait for a decision.")
        IN_REVIEW = "in_review", _("Reviewers have not answered yet. Decide on it on its own page.")
        NOT_ALLOWED = "not_allowed", _("You may not do this with it.")
        NOT_ONLINE = "not_online", _("It is not online.")
        WRONG_STEP = "wrong_step", _("This does not follow what the network said of it last.")
        NOT_THEM = (
            "not_them",
            _("One of the reviewers belongs to its organisation, is named in it or was asked already."),
        )
        TOO_MANY = (
            "too_many",
            _("Two or three members read a practice; with those asked already it would be fewer or more."),
        )
        INVALID = "invalid", _("Something in it has to be mended first. Its own page says what.")
        FAULT = "fault", _("A fault of ours hindered it. Nothing was changed; try it on its own page.")

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    practice = models.ForeignKey("good_practices.GoodPracticePage", models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField(_("version"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("practice of a bulk action")
        verbose_name_plural = _("practices of bulk actions")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["batch", "practice"], name="a_practice_is_in_a_batch_once")
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())
