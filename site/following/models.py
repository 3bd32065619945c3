"""Who follows what, what happened, and who was told."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from following.subjects import happenings, kinds


class Level(models.IntegerChoices):
    """How much somebody wants to hear of a thing, from nothing to everything."""

    MUTED = 0, _("Muted: nothing at all")
    NORMAL = 1, _("Normal: only replies to you")
    TRACKING = 2, _("Main news: labels, translation, end")
    FIRST = 3, _("New conversations: also each new comment, without its replies")
    WATCHING = 4, _("Everything: also every reply")


class FollowQuerySet(models.QuerySet["Follow"]):
    """Questions about who follows what; the only door to them is `visible_to`."""

    def visible_to(self, user: Any) -> "FollowQuerySet":
        """Return a person's own; nobody sees what others follow."""
        return self.filter(person=user.pk) if user.pk else self.none()


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
            of_things |= Q(event__kind=kind.code, event__key__in=kind.visible(user))
        told = Q(pk__in=[])
        for one in happenings().values():
            numbered = Q(event__number__in=one.numbers(user)) if one.numbers else Q()
            told |= Q(event__happening=one.code) & numbered
        return self.filter(of_things, told, person=user.pk)

    def unread(self) -> "NoticeQuerySet":
        """Return those that nobody marked as read."""
        return self.filter(read_at=None)

    def unread_first(self) -> "NoticeQuerySet":
        """Sort what is unread before what is read, each the newest first."""
        return self.order_by(F("read_at").desc(nulls_first=True), "-made_at", "-pk")


class Notice(models.Model):
    """One person is told of one event, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    event = models.ForeignKey(Event, models.CASCADE, related_name="notices", verbose_name=_("event"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "event"], name="one_notice_per_person_and_event"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.event_id}"
