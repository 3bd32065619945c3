"""`manage.py scale_data --practices N | --remove`: thousands of practices made up from word lists."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from demo.scale import last_number, made_up
from demo.scale.filling import fill
from demo.scale.removal import remove
from demo.scale.texts import MOST
from tables.progress import Bar


class Command(BaseCommand):
    """Fill the database with made-up practices, or take them away again."""

    help = (
        "Fill the library with made-up practices in Greek and English until there are N (--practices N), or take "
        "away exactly those (--remove). It may be stopped, and goes on when it is run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--practices", type=int, metavar="N", help="how many there are in the end")
        parser.add_argument("--remove", action="store_true", help="take the made-up practices away")
        parser.add_argument("--on-a-real-site", action="store_true", help="allow it outside the demo and tests")

    def handle(self, *args: Any, practices: int | None, remove: bool, on_a_real_site: bool, **options: Any) -> None:
        if remove:
            return self.take_away()
        if practices is None or not 0 < practices <= MOST:
            raise CommandError(f"Say how many practices: --practices N, from 1 to {MOST}; or --remove.")
        if not (settings.DEMO or settings.SAMPLE_ACCOUNTS or on_a_real_site):
            raise CommandError("Everybody will read these invented practices. If you mean it, add --on-a-real-site.")
        return self.make(practices)

    def make(self, wanted: int) -> None:
        """Write what lacks."""
        there = last_number()
        bar = Bar(self.stdout, max(wanted - there, 0), "practices")
        for written in fill(wanted):
            bar.advance(written)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        self.stdout.write(f"{bar.done} practices made, {there} were there")

    def take_away(self) -> None:
        """Remove what was made up."""
        bar = Bar(self.stdout, len(made_up()), "practices removed")
        for taken in remove():
            bar.advance(taken)
        self.stdout.write(f"{bar.done} practices removed")
