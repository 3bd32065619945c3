"""What the network says of a practice: the log of recommendations and choices, and how a practice ended."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LabelStepQuerySet(models.QuerySet["LabelStep"]):
    """What happened to the labels of practices."""

    def of(self, key: Any) -> "LabelStepQuerySet":
        """Return the steps of a practice, the oldest first."""
        return self.filter(practice_key=key).order_by("pk")


class LabelStep(models.Model):
    """One step towards a label, or away from it: who took it, when and why; for both languages of a practice."""

    class Step(models.TextChoices):
        """What the network decided."""

        RECOMMENDED = "recommended", pgettext_lazy("of a practice", "Recommended by the network")
        WITHDRAWN = "withdrawn", pgettext_lazy("of a practice", "Recommendation withdrawn")
        CANDIDATE = "candidate", pgettext_lazy("of a practice", "Candidate for best practice")
        CHOSEN = "chosen", pgettext_lazy("of a practice", "Chosen as best practice")
        NOT_CHOSEN = "not_chosen", pgettext_lazy("of a practice", "Not chosen as best practice")

    practice_key = models.UUIDField(_("key of the practice"), db_index=True)
    step = models.CharField(_("step"), max_length=12, choices=Step)
    reason_el = models.TextField(_("reason in Greek"), max_length=1000, blank=True)
    reason_en = models.TextField(_("reason in English"), max_length=1000, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(auto_now_add=True)

    objects = LabelStepQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("step towards a label")
        verbose_name_plural = _("steps towards labels")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason_el="") | ~Q(reason_en=""), name="a_step_towards_a_label_has_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(step__in=("chosen", "not_chosen")) | (~Q(reason_el="") & ~Q(reason_en="")),
                name="a_choice_has_reasons_in_both_languages",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_step_display())

    def reason_in(self, language: str) -> tuple[str, str]:
        """Return the reason in a language, or else in the other one, with the language it is in."""
        texts = {"el": self.reason_el, "en": self.reason_en}
        found = next(code for code in (language, *texts) if texts.get(code))
        return texts[found], found


class Ending(models.Model):
    """Why a practice ended and what was learned; it can be taken up again."""

    practice_key = models.UUIDField(_("key of the practice"))
    language = models.CharField(_("written in"), max_length=2, choices=settings.LANGUAGES)
    reason = models.TextField(_("why it ended"), max_length=600)
    lessons = models.TextField(_("what was learned"), max_length=2000)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(auto_now_add=True)
    taken_up_at = models.DateTimeField(_("taken up again at"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("end of a practice")
        verbose_name_plural = _("ends of practices")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice_key"], condition=Q(taken_up_at=None), name="a_practice_ends_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.reason
