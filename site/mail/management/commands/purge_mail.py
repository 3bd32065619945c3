"""`manage.py purge_mail`: forgets old mails."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from mail import actions


class Command(BaseCommand):
    """Remove mails after the time that MAIL_KEPT_DAYS gives them."""

    help = "Remove the mails that do not wait any more and are older than MAIL_KEPT_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        number = actions.purge(timezone.now() - timedelta(days=settings.MAIL_KEPT_DAYS))
        self.stdout.write(f"{number} mails removed")
