"""`manage.py search_rebuild [--anew]`: reads everything that can be found into the index."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.rebuilding import rebuild, total
from tables.progress import Bar


class Command(BaseCommand):
    """Build the index of the search."""

    help = (
        "Read everything that can be found into the index of the search. It may be stopped, and goes on when it is run "
        "again (--anew begins from the start); meanwhile readers find what the index holds."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anew", action="store_true", help="begin from the start, also after a run that was stopped"
        )

    def handle(self, *args: Any, anew: bool, **options: Any) -> None:
        bar = Bar(self.stdout, total(), "rows read")
        for read in rebuild(anew=anew):
            bar.advance(read)
        self.stdout.write(f"{bar.done} rows read")
