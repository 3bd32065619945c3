"""The practices that people saved to read again."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class BookmarkQuerySet(models.QuerySet["Bookmark"]):
    """Questions about bookmarks; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "BookmarkQuerySet":
        """Return a person's own; nobody sees those of others, and visitors have none."""
        return self.filter(owner=user.pk) if user.pk else self.none()


class Bookmark(models.Model):
    """A practice that somebody saved: one for both languages of it, so it holds their common key."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    practice_key = models.UUIDField(_("key of the practice"))
    made_at = models.DateTimeField(_("saved at"), auto_now_add=True)

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "practice_key"], name="one_bookmark_per_person_and_practice"),
        ]

    def __str__(self) -> str:
        return str(self.practice_key)
