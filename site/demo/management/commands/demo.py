"""`manage.py demo load|reset`: the demo network, in Greek and English."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.loader.people import PASSWORD
from demo.loader.run import load, remove_everything, roles


class Command(BaseCommand):
    """Load the demo network, or start over."""

    help = "Load the demo network in Greek and English (load), or empty the database first (reset)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("verb", choices=["load", "reset"])
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the demo will be served")

    def handle(self, *args: Any, verb: str, address: str, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo content is only for the demo: use config.settings.development.")
        if verb == "reset":
            remove_everything()
        for step, made in load():
            self.stdout.write(f"  {step}: {made} new")
        self.welcome(address)

    def welcome(self, address: str) -> None:
        """Print the addresses and one login per role."""
        self.stdout.write(f"\nNima demo\n  Ελληνικά   {address}/el/\n  English    {address}/en/")
        self.stdout.write(f"  Admin      {address}/admin/\n  Mailbox    {address}/el/mailbox/\n")
        self.stdout.write(f"Logins (password of all: {PASSWORD})")
        for role, email in roles():
            self.stdout.write(f"  {role:<15}{email}")
