"""A row of the outbox as the message that a mail server gets."""

from email.utils import parseaddr

from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email

from mail.models import Message


def seal(message: Message) -> EmailMultiAlternatives:
    """Return a mail ready for the transport; raise ValueError or ValidationError for one that no server may get."""
    validate_email(message.recipient)
    mail = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=message.sender,
        to=[message.recipient],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={
            "Message-ID": message_id(message),
            "Auto-Submitted": "auto-generated",
            "Content-Language": message.language,
            **way_out(message),
        },
    )
    mail.attach_alternative(message.html, "text/html")
    mail.message()
    return mail


def way_out(message: Message) -> dict[str, str]:
    """Return what lets a mail reader end mails that come again and again, by one click (RFC 8058)."""
    if not message.stop_url:
        return {}
    return {"List-Unsubscribe": f"<{message.stop_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def message_id(message: Message) -> str:
    """Return the same name for every attempt, so that a mail sent twice can be told to be one."""
    domain = parseaddr(message.sender)[1].rpartition("@")[2] or "localhost"
    return f"<{message.public_id}@{domain}>"
