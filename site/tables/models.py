"""A file that an editor brings in, and how far that is."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tables.kinds import kinds


class ImportQuerySet(models.QuerySet["Import"]):
    """Questions about imports."""

    def visible_to(self, user: Any) -> "ImportQuerySet":
        """Return the imports of the kinds that a person may bring in."""
        return self.filter(kind__in=[name for name, kind in kinds().items() if kind.may_import(user)])

    def working(self) -> "ImportQuerySet":
        """Return the imports that a worker is at."""
        return self.filter(state__in=[Import.State.LOOKING, Import.State.WRITING])


class Import(models.Model):
    """An import: looked at first, then written row by row; what it holds is forgotten once it is done."""

    class State(models.TextChoices):
        """Where an import stands."""

        LOOKING = "looking", _("being checked")
        FAULTY = "faulty", _("has faults")
        SOUND = "sound", _("ready to be imported")
        WRITING = "writing", _("being imported")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")
        DONE = "done", _("imported")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=30)
    name = models.CharField(_("file"), max_length=120)
    content = models.BinaryField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("brought in by")
    )
    source = models.CharField(_("source of the file"), max_length=60, blank=True)
    publish = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LOOKING)
    total = models.PositiveIntegerField(default=0)
    looked = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    problem = models.CharField(max_length=500, blank=True)
    begun_at = models.DateTimeField(_("begun"), auto_now_add=True)
    beat_at = models.DateTimeField(auto_now_add=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ("-begun_at", "-pk")
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self) -> str:
        return self.name

    @property
    def written(self) -> int:
        """Return how many rows have been written."""
        return self.new + self.changed + self.same

    @property
    def is_working(self) -> bool:
        """Say whether a worker is at it, or soon will be."""
        return self.state in {self.State.LOOKING, self.State.WRITING}

    @property
    def is_looked_at(self) -> bool:
        """Say whether every row was looked at."""
        return bool(self.total) and self.looked >= self.total

    @property
    def done(self) -> int:
        """Return how many rows are through the part that runs now, or ran last."""
        return self.written if self.is_looked_at and self.state != self.State.FAULTY else self.looked
