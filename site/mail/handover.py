"""Hands one mail to the mail server, and says what became of it."""

import re
import smtplib
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from mail.blocking import is_for_good
from mail.models import Message

State = Message.State
UNREACHABLE = "unreachable"
LOST = "lost"
UNREADABLE = "unreadable"
ENHANCED = re.compile(rb"\d\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True)
class Outcome:
    """What a mail is after an attempt."""

    state: State
    error: str = ""
    """A word of ours or the server's code; never the server's words, which name people."""
    is_bounce: bool = False
    """True when the server takes no mail for this address, for good."""


def hand_over(mail: EmailMessage) -> Outcome:
    """Send a mail by the transport of the settings; without one, as in the demo, it has arrived."""
    if settings.MAIL_TRANSPORT is None:
        return Outcome(State.SENT)
    transport = get_connection(settings.MAIL_TRANSPORT)
    try:
        return send(transport, mail)
    finally:
        # Whatever was said is said; a server that does not part politely changes nothing.
        with suppress(OSError):
            transport.close()


def send(transport: Any, mail: EmailMessage) -> Outcome:
    """Send a mail by an open connection of its own."""
    try:
        transport.open()
    except OSError:
        return Outcome(State.QUEUED, UNREACHABLE)
    try:
        transport.send_messages([mail])
    except smtplib.SMTPRecipientsRefused as refusal:
        outcome = answered(*next(iter(refusal.recipients.values())))
        return replace(outcome, is_bounce=is_for_good(outcome.error))
    except smtplib.SMTPResponseException as refusal:
        return answered(refusal.smtp_code, refusal.smtp_error)
    except OSError:
        return lost(transport)
    return Outcome(State.SENT)


def answered(code: int, words: bytes | str) -> Outcome:
    """Judge a refusal: 4xx may be tried again, 5xx is final."""
    found = ENHANCED.search(words if isinstance(words, bytes) else words.encode())
    error = f"{code} {found[0].decode()}" if found else str(code)
    return Outcome(State.QUEUED if 400 <= code < 500 else State.FAILED, error)


def lost(transport: Any) -> Outcome:
    """Judge a lost connection: once the server has asked for the text, it may have taken the mail."""
    connection = getattr(transport, "connection", None)
    if getattr(connection, "text_underway", True):
        return Outcome(State.UNCERTAIN, LOST)
    return Outcome(State.QUEUED, UNREACHABLE)
