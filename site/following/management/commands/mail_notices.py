"""`manage.py mail_notices`: tells members who were away what happened to what they follow."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from following import letters


class Command(BaseCommand):
    """Queue the mails about notices of a day or a week; run again on the same day it queues none."""

    help = "Queue a mail for everybody who was away, has unread notices, and whose day or week is over."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{letters.tell_all(timezone.now())} mails queued")
