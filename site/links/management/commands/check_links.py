"""Asks the other hosts that public pages lead to, by the timer of the night; off unless a setting says so."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from links import nightly
from links.asking import Asker


class Command(BaseCommand):
    """Ask each outside link once, politely, and note those that do not open."""

    help = "Asks outside links of public pages whether they open; does nothing unless CHECK_OUTSIDE_LINKS is on."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.CHECK_OUTSIDE_LINKS:
            self.stdout.write("CHECK_OUTSIDE_LINKS is off: nobody was asked")
            return
        asked, broken = nightly.check(Asker().ask, timezone.now())
        self.stdout.write(f"{asked} addresses asked, {broken} do not open")
