"""One mail to each reviewer whose day has passed, sent by the timer of the night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from good_practices import reviewing


class Command(BaseCommand):
    """Remind, once, of each review that is overdue."""

    help = "Reminds reviewers, once, of the advice that they promised until a day that has passed."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{reviewing.remind(timezone.now())} reminders queued")
