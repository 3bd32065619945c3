"""The one way mail leaves: a row of the outbox, written together with what it tells about."""

from collections.abc import Mapping
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.translation import get_language, gettext_noop, override
from wagtail.log_actions import log

from mail import rules
from mail.blocking import keys_of
from mail.layout import dress
from mail.lines import one_line, whole_text
from mail.models import BlockedAddress, Message

FROM_LIBRARIES = "library"
"""The kind of mails that Django or a library wrote."""
LOGGED = {
    "mail.send_again": (gettext_noop("Send a mail again"), gettext_noop("Sent again")),
    "mail.block": (gettext_noop("Block an address"), gettext_noop("Blocked")),
    "mail.unblock": (gettext_noop("Unblock an address"), gettext_noop("Unblocked")),
}


class AlreadyOnItsWay(Exception):  # noqa: N818 - reads as what happened
    """The mail waits to leave, or has left; nothing was changed."""


def queue(*, template: str, to: str, language: str, context: Mapping[str, Any], reply_to: str = "") -> Message:
    """Keep a mail for the worker, in the language of its reader; without the transaction around it, it never was.

    The template is a text file: its first line is the subject, the rest is the mail. An address of this site on a
    line of its own becomes a link in the HTML form, named by the sentence before it. Raises ValidationError for
    what is no address.
    """
    with override(language):
        words = render_to_string(f"{template}.txt", {**context, "language": language})
    return keep(template.rpartition("/")[2], to, words, language=language, reply_to=reply_to)


def queue_regular(*, template: str, to: str, language: str, context: Mapping[str, Any], stop_url: str) -> None:
    """Keep a mail of a kind that comes again and again, with the address that ends them in its head (RFC 8058)."""
    message = queue(template=template, to=to, language=language, context={**context, "stop_url": stop_url})
    message.stop_url = stop_url
    message.save(update_fields=["stop_url"])


def queue_for_account(*, template: str, to: str, language: str, context: Mapping[str, Any]) -> Message:
    """Keep a mail that somebody needs for their own account: it also leaves to a blocked address."""
    message = queue(template=template, to=to, language=language, context=context)
    message.about_account = True
    message.save(update_fields=["about_account"])
    return message


def queue_last(*, template: str, to: str, language: str, context: Mapping[str, Any]) -> None:
    """Keep a mail to somebody who is about to be forgotten: it is deleted once it was sent."""
    message = queue_for_account(template=template, to=to, language=language, context=context)
    message.forget_once_sent = True
    message.save(update_fields=["forget_once_sent"])


def queue_django_message(message: EmailMessage) -> int:
    """Keep what Django was asked to send, a mail of its own for each reader; return 1, or 0 when nobody reads it."""
    if message.attachments:
        raise ValueError("The outbox keeps no attachments; put a link into the mail.")
    body = str(message.body)
    text = strip_tags(body) if message.content_subtype == "html" else body
    words = f"{one_line(str(message.subject))}\n{text}"
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    with transaction.atomic():
        for reader in message.recipients():
            address = parseaddr(reader)[1]
            keep(FROM_LIBRARIES, address, words, language=language, reply_to=", ".join(message.reply_to))
    return int(bool(message.recipients()))


def keep(kind: str, to: str, words: str, *, language: str, reply_to: str) -> Message:
    """Write a mail down whole: clean, in both forms; the first line of its words is the subject."""
    validate_email(to)
    first_line, _break, rest = words.strip().partition("\n")
    subject, text = one_line(first_line), whole_text(rest)
    plain, html = dress(subject, text, language=language, answerable=bool(reply_to))
    return Message.objects.create(
        kind=kind,
        recipient=to,
        sender=settings.DEFAULT_FROM_EMAIL,
        reply_to=one_line(reply_to, 500),
        language=language,
        subject=subject,
        text=plain,
        html=html,
    )


@transaction.atomic
def send_again(message: Message, *, by: Any) -> None:
    """Let a mail leave once more that failed or may have been lost; raises AlreadyOnItsWay for all others."""
    if not rules.can_send_again(by):
        raise PermissionDenied
    fresh = {"state": Message.State.QUEUED, "attempts": 0, "error": "", "next_at": None, "lease_until": None}
    if not Message.objects.stuck().filter(pk=message.pk).update(**fresh):
        raise AlreadyOnItsWay
    log(message, "mail.send_again", user=by, title=str(message))


def purge(before: datetime) -> int:
    """Forget the mails that were queued before a moment and do not wait any more; return their number."""
    number, _by_model = Message.objects.over(before).delete()
    return number


def block(address: str, reason: str, *, answer: str = "", by: Any = None) -> BlockedAddress:
    """Send an address nothing more but mails about its account; whoever is blocked already stays so as they are."""
    if by is not None and not rules.can_keep_blocked(by):
        raise PermissionDenied
    known = BlockedAddress.objects.of(address).first()
    if known:
        return known
    values = {"address": address, "reason": reason, "answer": answer}
    blocked, is_new = BlockedAddress.objects.get_or_create(address_key=keys_of(address)[0], defaults=values)
    if is_new and by is not None:
        log(blocked, "mail.block", user=by, title=str(blocked), data={"reason": reason})
    return blocked


@transaction.atomic
def unblock(blocked: BlockedAddress, *, by: Any) -> None:
    """Let mails go to an address again; what was held back stays so until somebody sends it."""
    if not rules.can_keep_blocked(by):
        raise PermissionDenied
    log(blocked, "mail.unblock", user=by, title=str(blocked), data={"reason": blocked.reason}, deleted=True)
    blocked.delete()
