"""The yearly question about practices, asked by a timer every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from good_practices import yearly


class Command(BaseCommand):
    """Ask about practices whose year is over, and mark those that nobody confirmed for 13 months."""

    help = "Asks about practices that were last confirmed a year ago, and marks those without an answer."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        self.stdout.write(f"{yearly.ask_about_all(now)} mails queued, {yearly.mark_late(now)} marks changed")
