"""Django's door to the outbox, so that libraries' mails leave the one way."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class OutboxBackend(BaseEmailBackend):
    """Queue what Django is asked to send."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Queue each mail and return their number."""
        from mail import actions

        return sum(actions.queue_django_message(message) for message in email_messages)
