"""Who follows what, what happened, and who was told."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from following.subjects import happenings, kinds

NEWS_FOR = timedelta(days=14)
"""After which a mail tells of a notice no more."""


class Level(models.IntegerChoices):
    """How much somebody wants to hear of a thing, from nothing to everything."""

    MUTED = 0, _("Muted: nothing at all")
    NORMAL = 1, _("Normal: only replies to you")
    TRACKING = 2, _("Main news: new practices, changes, labels, translation, end")
    FIRST = 3, _("New conversations: also each new comment, without its replies")
    WATCHING = 4, _("Everything: also every reply")


class FollowQuerySet(models.QuerySet["Follow"]):
    """Questions about who follows what; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "FollowQuerySet":
        """Return a person's own; nobody sees what others follow."""
        return self.filter(person=user.pk) if user.pk else self.none()

    def near(self, kind: str, keys: Collection[UUID]) -> "FollowQuerySet":
        """Return those of some things, and those of all other kinds, one of which they may belong to."""
        names = [f"{kind}:{key}" for key in keys]
        return self.filter(Q(thing__in=names) | ~Q(thing__startswith=f"{kind}:"))


class Follow(models.Model):
    """The level that somebody chose for a thing; the normal one is no row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    thing = models.CharField(_("thing"), max_length=80)
    level = models.PositiveSmallIntegerField(_("level"), choices=Level)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "thing"], name="one_level_per_person_and_thing"),
            models.CheckConstraint(condition=~Q(level=Level.NORMAL), name="normal_level_is_not_stored"),
        ]
        indexes: ClassVar = [models.Index(fields=["thing"], name="followers_of_a_thing")]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.thing}"


class Event(models.Model):
    """Something that happened to a thing; its name keeps it from happening twice."""

    name = models.CharField(_("name"), max_length=120)
    happening = models.CharField(_("happening"), max_length=20)
    kind = models.CharField(_("kind of thing"), max_length=20)
    key = models.UUIDField(_("key of the thing"))
    number = models.PositiveBigIntegerField(_("number"), null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("actor")
    )
    answered = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("answered")
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    spread_at = models.DateTimeField(_("told at"), null=True, blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints: ClassVar = [models.UniqueConstraint(fields=["name"], name="one_event_of_a_name")]

    def __str__(self) -> str:
        return self.name


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about notices; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "NoticeQuerySet":
        """Return a person's own, of things that this person may see at this moment."""
        if not user.pk:
            return self.none()
        of_things = Q(pk__in=[])
        for kind in kinds().values():
            if kind.visible:
                of_things |= Q(event__kind=kind.code, event__key__in=kind.visible(user))
        told = Q(pk__in=[])
        for one in happenings().values():
            numbered = Q(event__number__in=one.numbers(user)) if one.numbers else Q()
            told |= Q(event__happening=one.code) & numbered
        return self.filter(of_things, told, person=user.pk)

    def unread(self) -> "NoticeQuerySet":
        """Return those that nobody marked as read."""
        return self.filter(read_at=None)

    def waiting(self, now: datetime) -> "NoticeQuerySet":
        """Return what a mail may still tell: unread, and not older than what is news."""
        return self.filter(read_at=None, weighed_at=None, made_at__gt=now - NEWS_FOR)

    def unread_first(self) -> "NoticeQuerySet":
        """Sort what is unread before what is read, each the newest first."""
        return self.order_by(F("read_at").desc(nulls_first=True), "-made_at", "-pk")


class Notice(models.Model):
    """One person is told of one event, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    event = models.ForeignKey(Event, models.CASCADE, related_name="notices", verbose_name=_("event"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    weighed_at = models.DateTimeField(_("weighed for a mail at"), null=True, blank=True)
    """When a mail told of it, or was to tell and found that its person may not see it: never again."""

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "event"], name="one_notice_per_person_and_event"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["made_at"], condition=Q(weighed_at=None, read_at=None), name="notices_that_wait_for_a_mail"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.event_id}"


class MailChoiceQuerySet(models.QuerySet["MailChoice"]):
    """Questions about how often people get mails."""

    def visible_to(self, user: Any) -> "MailChoiceQuerySet":
        """Return a person's own."""
        return self.filter(person=user.pk) if user.pk else self.none()

    def due(self, today: date) -> "MailChoiceQuerySet":
        """Return those whose next mail of many notices may leave on a day."""
        due = Q(pk__in=[])
        for rhythm, days in DAYS.items():
            due |= Q(rhythm=rhythm) & (Q(looked_on=None) | Q(looked_on__lte=today - timedelta(days)))
        return self.filter(due)


class MailChoice(models.Model):
    """How often somebody gets mails about notices; the usual rhythm needs no row before the first mail."""

    class Rhythm(models.TextChoices):
        """How often mails come; those of a day or a week only to who was away."""

        AT_ONCE = "at_once", _("At once, for each event")
        DAILY = "daily", _("One mail a day, when I have not been here")
        WEEKLY = "weekly", _("One mail a week, when I have not been here")
        NEVER = "never", pgettext_lazy("mails about notices", "Never")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    rhythm = models.CharField(_("mails about notices"), max_length=8, choices=Rhythm, default=Rhythm.DAILY)
    told_from = models.DateTimeField(_("tells of what happened from then on"), null=True, blank=True)
    looked_on = models.DateField(_("day of the last look"), null=True, blank=True)

    objects = MailChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of mails")
        verbose_name_plural = _("choices of mails")

    def __str__(self) -> str:
        return f"{self.person_id}: {self.rhythm}"


DAYS = {MailChoice.Rhythm.DAILY: 1, MailChoice.Rhythm.WEEKLY: 7}
"""Days between two mails of many notices."""
