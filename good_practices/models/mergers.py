"""Practices that turned out to be the same: which one stayed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Merger(models.Model):
    """A practice that was taken off because another one tells the same; its addresses lead there."""

    practice_key = models.UUIDField(_("key of the practice that was taken off"))
    kept_key = models.UUIDField(_("key of the practice that stays"))
    reason = models.TextField(_("why they are the same"), max_length=600)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("pk",)
        verbose_name = _("merger of practices")
        verbose_name_plural = _("mergers of practices")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(practice_key=F("kept_key")), name="a_practice_is_merged_into_another")
        ]

    def __str__(self) -> str:
        return self.reason
