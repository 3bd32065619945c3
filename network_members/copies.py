"""Copies of one's own data: asked for, made, taken once."""

import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(hours=24)
MADE_WITHIN = timedelta(minutes=30)
"""A copy that takes longer has lost its worker."""


def new_token() -> str:
    """Return what nobody can guess."""
    return secrets.token_urlsafe(24)


def copy_path(copy: Any, name: str) -> str:
    """Return where a copy is stored."""
    return f"copies/{secrets.token_hex(16)}.zip"


class DataCopyQuerySet(models.QuerySet["DataCopy"]):
    """Questions about copies."""

    def visible_to(self, user: Any) -> "DataCopyQuerySet":
        """Return a person's own copies; nobody sees those of others."""
        return self.filter(person=user) if getattr(user, "is_authenticated", False) else self.none()

    def waiting(self, now: datetime) -> "DataCopyQuerySet":
        """Return what is ready and was not taken yet."""
        return self.filter(ready_at__gt=now - KEPT_FOR).exclude(file="")

    def over(self, now: datetime) -> "DataCopyQuerySet":
        """Return what was asked for so long ago that nobody may take it any more."""
        return self.filter(asked_at__lt=now - KEPT_FOR - MADE_WITHIN)


class DataCopy(models.Model):
    """A copy of what is kept about a person."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="data_copies")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    file = models.FileField(upload_to=copy_path, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_at", "-pk")
        verbose_name = _("copy of one's own data")
        verbose_name_plural = _("copies of one's own data")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(done__lte=100), name="a_copy_is_done_at_a_hundred")
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    def is_ready(self, now: datetime) -> bool:
        """Say whether the copy can be taken."""
        return bool(self.file and self.ready_at and self.ready_at > now - KEPT_FOR)

    def is_being_made(self, now: datetime) -> bool:
        """Say whether somebody still works on it."""
        return self.ready_at is None and self.asked_at > now - MADE_WITHIN

    @property
    def until(self) -> datetime | None:
        """Return when it goes."""
        return self.ready_at + KEPT_FOR if self.ready_at else None
