"""Searches that people saved, of the library or the whole site, and what they know from them already."""

import uuid
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LONGEST_NAME, LONGEST_QUERY = 80, 2000


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Questions about saved searches; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "SavedSearchQuerySet":
        """Return a person's own; nobody sees those of others, and visitors have none."""
        return self.filter(owner=user.pk) if user.pk else self.none()

    def telling(self) -> "SavedSearchQuerySet":
        """Return those that send mails."""
        return self.exclude(alert=SavedSearch.Alert.NONE)

    def due(self, today: date) -> "SavedSearchQuerySet":
        """Return those whose next mail may leave on a day: a day or a week after the last, or after the beginning."""
        looked = (Q(alert=alert, looked_on__lte=today - timedelta(days)) for alert, days in DAYS.items())
        return self.filter(reduce(or_, looked))


class SavedSearch(models.Model):
    """Words and filters under a name; `query` is what their address carries."""

    class Scope(models.TextChoices):
        """What is searched."""

        LIBRARY = "library", _("Good practices")
        SITE = "site", _("Whole site")

    class Alert(models.TextChoices):
        """How often a mail tells of what is new and matches."""

        NONE = "none", pgettext_lazy("mails of a saved search", "Never")
        DAILY = "daily", _("Every day")
        WEEKLY = "weekly", _("Every week")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("name of the search"), max_length=LONGEST_NAME)
    scope = models.CharField(_("what is searched"), max_length=7, choices=Scope, default=Scope.LIBRARY)
    query = models.CharField(_("words and filters"), max_length=LONGEST_QUERY, blank=True)
    alert = models.CharField(_("mail about what is new"), max_length=6, choices=Alert, default=Alert.NONE)
    made_at = models.DateTimeField(_("saved at"), auto_now_add=True)
    told_from = models.DateTimeField(_("tells of what was published from then on"))
    told_to = models.PositiveBigIntegerField(_("last thing in the index when it was looked at"), default=0)
    stock = models.CharField(_("by which reading all that it found is known"), max_length=64, blank=True)
    looked_on = models.DateField(_("day of the last look"))

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "scope", "query"], name="one_saved_search_per_person_scope_and_query"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_saved_search_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tells(self) -> bool:
        """Say whether it sends mails."""
        return self.alert != self.Alert.NONE

    @property
    def is_of_library(self) -> bool:
        """Say whether it searches practices alone."""
        return self.scope == self.Scope.LIBRARY

    def begin(self, now: datetime, today: date, newest: int) -> None:
        """Let mails tell of what is published from now on, or comes into the index behind the newest thing there."""
        self.told_from, self.looked_on, self.told_to, self.stock = now, today, newest, ""


DAYS = {SavedSearch.Alert.DAILY: 1, SavedSearch.Alert.WEEKLY: 7}
"""Days between two mails."""


class ToldPractice(models.Model):
    """A practice that a mail about a saved search has named: never again, in whatever language."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="told")
    practice_key = models.UUIDField(_("key of the practice"))

    class Meta:
        verbose_name = _("practice that was told of")
        verbose_name_plural = _("practices that were told of")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["search", "practice_key"], name="a_search_tells_of_a_practice_once"),
        ]

    def __str__(self) -> str:
        return str(self.practice_key)


class KnownThing(models.Model):
    """A thing that the owner of a search of the whole site knows: found when the mails began, or told by one since."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="known")
    thing = models.ForeignKey("search.Item", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("thing that is known")
        verbose_name_plural = _("things that are known")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["search", "thing"], name="a_search_tells_of_a_thing_once"),
        ]

    def __str__(self) -> str:
        return str(self.thing)
