"""`manage.py mail_alerts`: tells members of new practices that match their saved searches."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from good_practices import alerts


class Command(BaseCommand):
    """Queue the mails of saved searches; run again on the same day it queues none."""

    help = "Queue a mail for everybody whose saved searches are due and have found new practices."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{alerts.tell_all(timezone.now())} mails queued")
