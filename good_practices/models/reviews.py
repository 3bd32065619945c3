"""What other members of the network think of a practice before it is published: expert review."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import TaskState


class ReviewQuerySet(models.QuerySet["Review"]):
    """Which reviews wait, and who may read which."""

    def visible_to(self, user: Any) -> "ReviewQuerySet":
        """Return what a reviewer may read: their own, while the editors wait for it or for the others'."""
        if not getattr(user, "is_authenticated", False) or not user.is_approved:
            return self.none()
        asked = self.filter(reviewer=user, state__in=(Review.State.ASKED, Review.State.GIVEN))
        return asked.undecided()

    def undecided(self) -> "ReviewQuerySet":
        """Return those of rounds that are going on: nobody has decided, or changed the text."""
        going_on = Q(task_state__status=TaskState.STATUS_IN_PROGRESS)
        return self.filter(going_on, revision=F("practice__latest_revision"))

    def waiting(self) -> "ReviewQuerySet":
        """Return those that have no answer yet."""
        return self.filter(state=Review.State.ASKED)

    def given(self) -> "ReviewQuerySet":
        """Return those with an advice."""
        return self.filter(state=Review.State.GIVEN)

    def overdue(self, today: date) -> "ReviewQuerySet":
        """Return those that wait for longer than agreed."""
        return self.waiting().filter(due_on__lt=today)

    def of_round(self, task: TaskState | None, revision: int | None) -> "ReviewQuerySet":
        """Return those of one text that was handed in once, in the order in which they were asked for."""
        return self.filter(task_state=task, revision=revision) if task else self.none()

    def to_read(self) -> "ReviewQuerySet":
        """Return them with names and notes, in the order in which they were asked for."""
        return self.select_related("reviewer").prefetch_related("notes").order_by("pk")


class Review(models.Model):
    """What one member was asked about one text that was handed in, and what they advised."""

    class State(models.TextChoices):
        """Whether a review waits, and how it ended."""

        ASKED = "asked", pgettext_lazy("of a review", "Waits for an answer")
        GIVEN = "given", pgettext_lazy("of a review", "Answered")
        DECLINED = "declined", pgettext_lazy("of a review", "Declined")
        ENDED = "ended", pgettext_lazy("of a review", "Not needed any more")

    class Advice(models.TextChoices):
        """What a reviewer would do with the practice."""

        PUBLISH = "publish", _("Publish it")
        CHANGE = "change", _("Publish it after changes")
        REFUSE = "refuse", _("Do not publish it")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    practice = models.ForeignKey("good_practices.GoodPracticePage", models.CASCADE, related_name="reviews")
    revision = models.ForeignKey("wagtailcore.Revision", models.CASCADE, related_name="+")
    task_state = models.ForeignKey("wagtailcore.TaskState", models.CASCADE, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    due_on = models.DateField(_("answer until"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    advice = models.CharField(_("advice"), max_length=10, choices=Advice, blank=True)
    criteria = models.JSONField(_("criteria"), default=dict, blank=True)
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened to the author at"), null=True, blank=True, editable=False)
    """Set where an editor published from the page editor, which ends the check without a decision of its own."""

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        verbose_name = _("expert review")
        verbose_name_plural = _("expert reviews")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task_state", "revision", "reviewer"], name="one_review_per_reviewer_and_round"
            ),
            models.CheckConstraint(
                condition=(Q(state="given") & ~Q(advice="")) | (~Q(state="given") & Q(advice="")),
                name="a_review_is_given_with_an_advice",
            ),
            models.CheckConstraint(
                condition=Q(advice__in=("", "publish")) | ~Q(reasons=""), name="an_advice_against_has_reasons"
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reasons=""), name="declining_a_review_has_reasons"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def is_waiting(self) -> bool:
        """Say whether it has no answer yet."""
        return self.state == self.State.ASKED


class ReviewNote(models.Model):
    """A reviewer's note on one field."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="notes")
    field = models.CharField(_("field"), max_length=40)
    text = models.TextField(_("note"), max_length=1000)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("note of a reviewer")
        verbose_name_plural = _("notes of reviewers")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "field"], name="one_note_per_review_and_field")
        ]

    def __str__(self) -> str:
        return self.text
