"""`manage.py seed_roles [--json]`: one account per role in two organisations, never on a real site."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from network_members.samples import make_logins


class Command(BaseCommand):
    """Make sample accounts, and print how to enter with each."""

    help = "Make one account per role in two organisations and print their logins; a second run changes nothing more."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="print a JSON list")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        if not (settings.DEMO or settings.SAMPLE_ACCOUNTS):
            raise CommandError("Sample accounts are only for the demo and for tests: everybody knows their password.")
        logins = make_logins()
        if as_json:
            self.stdout.write(json.dumps([login.as_dict() for login in logins], ensure_ascii=False, indent=2))
            return
        for login in logins:
            self.stdout.write(f"{login.role:<15}{login.email:<40}{login.password}  {login.home_url}")
