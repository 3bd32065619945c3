"""Django's doors: libraries' mails come in by the outbox, and leave by SMTP that tells how far it came."""

import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

START_OF_TEXT = 354


class OutboxBackend(BaseEmailBackend):
    """Queue what Django is asked to send."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each mail and return their number."""
        from mail import actions

        return sum(actions.queue_django_message(message) for message in email_messages)


class TellingSmtp(smtplib.SMTP):
    """Remembers whether the server has asked for the text of a mail and not answered yet."""

    text_underway = False

    def getreply(self) -> tuple[int, bytes]:
        """Read an answer; 354 asks for the text, the next one says what became of it."""
        code, reply = super().getreply()
        self.text_underway = code == START_OF_TEXT
        return code, reply


class TellingSmtpOverTls(TellingSmtp, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class SmtpBackend(EmailBackend):
    """Sends by SMTP; after a lost connection it knows whether the server may have taken the mail."""

    @property
    def connection_class(self) -> type[TellingSmtp]:
        return TellingSmtpOverTls if self.use_ssl else TellingSmtp
