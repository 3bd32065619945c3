"""One mail before and one after the day to whoever was asked for a translation, sent by the timer of the night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from translators import assigning


class Command(BaseCommand):
    """Remind of the translations that editors asked for."""

    help = "Reminds whoever was asked for a translation, once before and once after the day it is wanted."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{assigning.remind(timezone.now())} reminders queued")
