"""The outbox: every mail is a row before it leaves."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mail.blocking import keys_of


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
        return self.filter(state__in=Message.State.stuck())

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
        BLOCKED = "blocked", _("held back")

        @classmethod
        def stuck(cls) -> tuple["Message.State", ...]:
            """Return the states in which only a person can send a mail again."""
            return cls.FAILED, cls.UNCERTAIN, cls.BLOCKED

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
    about_account = models.BooleanField(default=False, editable=False)
    """It lets somebody into their account, or tells what became of it: it leaves also to a blocked address."""
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
        return self.state in self.State.stuck()


class BlockedAddressQuerySet(models.QuerySet["BlockedAddress"]):
    """Questions about addresses that are not written to."""

    def visible_to(self, user: Any) -> "BlockedAddressQuerySet":
        """Return them to those who keep them: who reads the log of mails."""
        return self if user.is_active and user.has_perm("mail.view_message") else self.none()

    def of(self, address: str) -> "BlockedAddressQuerySet":
        """Return the row of an address, however it is spelt."""
        return self.filter(address_key__in=keys_of(address))

    def bounced_since(self, moment: datetime) -> "BlockedAddressQuerySet":
        """Return those that mail servers have refused since a moment."""
        return self.filter(reason=BlockedAddress.Reason.BOUNCED, blocked_at__gt=moment)


class BlockedAddress(models.Model):
    """An address that gets no more mails but those about its own account."""

    class Reason(models.TextChoices):
        """Why nothing is sent there."""

        BOUNCED = "bounced", _("its mail server takes no mail for it")
        COMPLAINT = "complaint", _("its owner complained")
        ASKED = "asked", _("its owner asked us not to write")

    address = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    """Empty once its owner's account is erased; the key stays, so that nobody brings the address back by a list."""
    address_key = models.CharField(max_length=64, editable=False)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    answer = models.CharField(_("answer of the mail server"), max_length=20, blank=True)
    blocked_at = models.DateTimeField(_("blocked on"), default=timezone.now)

    objects = BlockedAddressQuerySet.as_manager()

    class Meta:
        ordering = ("-blocked_at", "-pk")
        verbose_name = _("blocked address")
        verbose_name_plural = _("blocked addresses")
        constraints: ClassVar = [models.UniqueConstraint(fields=["address_key"], name="an_address_is_blocked_once")]

    def __str__(self) -> str:
        return f"{self.reason} {self.pk}"

    @property
    def masked(self) -> str:
        """Return as much of the address as helps to know it again."""
        name, at, domain = self.address.partition("@")
        return f"{name[:1]}…{at}{domain}" if name else ""
