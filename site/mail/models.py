"""The outbox: every mail is a row before it leaves."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet["Message"]):
    """Questions about mails."""

    def visible_to(self, user: Any) -> "MessageQuerySet":
        """Return the mails a person may find in a list: staff who read the log; in the demo everybody."""
        if settings.DEMO or (user.is_active and user.has_perm("mail.view_message")):
            return self
        return self.none()

    def due(self, now: datetime) -> "MessageQuerySet":
        """Return what should leave by now, the longest waiting first."""
        waiting = self.filter(Q(next_at=None) | Q(next_at__lte=now), state=Message.State.QUEUED)
        return waiting.order_by("queued_at", "pk")

    def expired(self, now: datetime) -> "MessageQuerySet":
        """Return what a worker took and never came back from."""
        return self.filter(state=Message.State.SENDING, lease_until__lt=now)

    def stuck(self) -> "MessageQuerySet":
        """Return what only a person can send again."""
        return self.filter(state__in=(Message.State.FAILED, Message.State.UNCERTAIN))

    def over(self, before: datetime) -> "MessageQuerySet":
        """Return what was queued before a moment and does not wait any more."""
        waiting = (Message.State.QUEUED, Message.State.SENDING)
        return self.filter(queued_at__lt=before).exclude(state__in=waiting)


class Message(models.Model):
    """One mail to one address, and what became of it (outbox row of the policy on side effects)."""

    class State(models.TextChoices):
        """`uncertain` means the server may have taken it: never sent again by itself."""

        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        UNCERTAIN = "uncertain", _("uncertain")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    recipient = models.EmailField(max_length=254)
    sender = models.CharField(max_length=254)
    reply_to = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=250, blank=True)
    forget_once_sent = models.BooleanField(default=False, editable=False)
    stop_url = models.CharField(max_length=500, blank=True, editable=False)
    """Where one click of a mail reader ends such mails."""
    queued_at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("-queued_at", "-pk")
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="sending", lease_until=None), name="a_mail_being_sent_has_a_lease"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="only_a_sent_mail_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def is_stuck(self) -> bool:
        """Say whether only a person can send it again."""
        return self.state in (self.State.FAILED, self.State.UNCERTAIN)
