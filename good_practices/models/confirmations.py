"""The yearly question whether a practice still is as described."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils.translation import gettext_lazy as _

OPEN_FOR = timedelta(days=60)
"""How long the link of a question works."""
SIGNER = Signer(salt="good_practices.confirmation")


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    """Which questions wait for an answer."""

    def unanswered(self) -> "ConfirmationQuerySet":
        """Return those that nobody has answered."""
        return self.filter(answered_at=None)

    def of_token(self, token: str, now: datetime) -> "ConfirmationQuerySet":
        """Return the question of a link that still works; nothing for any other."""
        try:
            number = SIGNER.unsign_object(token)
        except BadSignature:
            return self.none()
        return self.unanswered().filter(pk=number, asked_at__gt=now - OPEN_FOR, person__is_active=True)


class Confirmation(models.Model):
    """What somebody was asked about a practice, in both its languages, and when they answered."""

    practice_key = models.UUIDField(_("key of the practice"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        verbose_name = _("yearly question")
        verbose_name_plural = _("yearly questions")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["practice_key"],
                condition=models.Q(answered_at=None),
                name="one_open_question_per_practice",
            )
        ]

    def __str__(self) -> str:
        return str(self.practice_key)

    @property
    def token(self) -> str:
        """Return what the link of the mail holds."""
        return str(SIGNER.sign_object(self.pk))
