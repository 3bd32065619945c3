"""The way of a mail out of the outbox: taken by one worker, handed over, written down."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mail import actions, rules
from mail.envelope import seal
from mail.handover import UNREADABLE, Outcome, State, hand_over
from mail.models import BlockedAddress, Message

LEASE = timedelta(seconds=100)
"""How long a worker may be away with a mail; longer than a slow server takes for all its answers."""
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 10, 60, 240))
"""How long a mail waits after each attempt; after the last one there is no other."""
EXPIRED = "expired"
BLOCKED = "blocked"
MOST_BOUNCES = 20
"""Addresses that bounces may block within an hour; a server that refuses more says something about us, not of them."""

logger = logging.getLogger("mail")


def deliver_next() -> bool:
    """Deliver the mail that has waited longest; say whether there was one."""
    waiting = Message.objects.due(timezone.now()).values_list("pk", flat=True).first()
    if waiting is None:
        return False
    message = claim(waiting)
    if message:
        settle(message, attempt(message))
    return True


def claim(pk: int) -> Message | None:
    """Take a mail that is due for us alone, or nothing when another worker was quicker.

    `sending` is committed before any server is asked, so that a worker that dies leaves a trace.
    """
    now = timezone.now()
    with transaction.atomic(durable=True):
        due = Message.objects.due(now).filter(pk=pk)
        taken = due.update(state=State.SENDING, lease_until=now + LEASE, attempts=F("attempts") + 1)
    return Message.objects.get(pk=pk) if taken else None


def attempt(message: Message) -> Outcome:
    """Try once to send a mail, unless its address is blocked by now."""
    if not message.about_account and not rules.may_write_to(message.recipient):
        return Outcome(State.BLOCKED, BLOCKED)
    try:
        mail = seal(message)
    except (ValueError, ValidationError):
        return Outcome(State.FAILED, UNREADABLE)
    return hand_over(mail)


def settle(message: Message, outcome: Outcome) -> None:
    """Write down what became of a mail we took; of one whose lease ran out only that it was sent after all."""
    if outcome.state == State.QUEUED and message.attempts > len(WAITS):
        outcome = Outcome(State.FAILED, outcome.error)
    ours = (State.SENDING, State.UNCERTAIN) if outcome.state == State.SENT else (State.SENDING,)
    known = Message.objects.filter(pk=message.pk, lease_until=message.lease_until, state__in=ours)
    known.update(state=outcome.state, error=outcome.error, lease_until=None, **times(message, outcome))
    Message.objects.filter(pk=message.pk, state=State.SENT, forget_once_sent=True).delete()
    if outcome.is_bounce:
        block_bounced(message, outcome)
    if outcome.state != State.SENT:
        logger.warning("Mail %s is %s (%s) after attempt %s", *facts(message, outcome))


def block_bounced(message: Message, outcome: Outcome) -> None:
    """Write no more to an address that takes no mail for good."""
    if BlockedAddress.objects.bounced_since(timezone.now() - timedelta(hours=1)).count() < MOST_BOUNCES:
        actions.block(message.recipient, BlockedAddress.Reason.BOUNCED, answer=outcome.error)


def facts(message: Message, outcome: Outcome) -> tuple[object, ...]:
    """Return what the log may know: nobody's address, no word of the mail."""
    return message.public_id, outcome.state.value, outcome.error, message.attempts


def times(message: Message, outcome: Outcome) -> dict[str, Any]:
    """Return when a mail was sent, or leaves next."""
    now = timezone.now()
    if outcome.state == State.SENT:
        return {"sent_at": now, "next_at": None}
    waits = outcome.state == State.QUEUED
    return {"next_at": now + WAITS[message.attempts - 1] if waits else None}


def sweep(now: datetime) -> int:
    """Call uncertain what a worker took and never came back from; it may have been sent, so nobody sends it again."""
    swept = Message.objects.expired(now).update(state=State.UNCERTAIN, error=EXPIRED)
    if swept:
        logger.warning("Mails left by a worker that ended: %s, now uncertain", swept)
    return swept
