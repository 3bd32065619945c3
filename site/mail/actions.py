"""The one way mail leaves: a row of the outbox, written together with what it tells about."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from mail.models import Message


def queue(*, template: str, to: str, language: str, context: Mapping[str, Any], reply_to: str = "") -> Message:
    """Keep a mail for the worker, in the language of its reader; without the transaction around it, it never was.

    The template is a text file: its first line is the subject, the rest is the mail.
    """
    with override(language):
        words = render_to_string(f"{template}.txt", {**context, "language": language})
    subject, _break, text = words.strip().partition("\n")
    return Message.objects.create(
        kind=template.rpartition("/")[2],
        recipient=to,
        sender=settings.DEFAULT_FROM_EMAIL,
        reply_to=reply_to,
        language=language,
        subject=" ".join(subject.split())[:250],
        text=text.strip() + "\n",
    )
