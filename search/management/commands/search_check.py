"""`manage.py search_check [--repair]`: holds the index of the search against the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.checking import Fault, check, repair
from search.rebuilding import total
from tables.progress import Bar

SHOWN = 50


class Command(BaseCommand):
    """Check the index of the search."""

    help = (
        "Compare every text of the search's index with the database, and name those that differ; with --repair they "
        "are read anew. Ends with an error when something differs that was not repaired."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="read anew what differs")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        faults = self.look()
        for fault in faults[:SHOWN]:
            self.stdout.write(f"{fault.kind} {fault.number} {fault.says}")
        if faults and not repair:
            raise CommandError(f"{len(faults)} texts differ; search_check --repair reads them anew.")
        self.mend(faults)
        self.stdout.write(f"{len(faults)} texts were repaired" if faults else "Index and database are equal")

    def look(self) -> list[Fault]:
        """Return what differs, and show how far the look has come."""
        bar, faults = Bar(self.stdout, total(), "rows compared"), []
        for found in check():
            if isinstance(found, Fault):
                faults.append(found)
            else:
                bar.advance(found)
        return faults

    def mend(self, faults: list[Fault]) -> None:
        """Read anew what differs."""
        repair(faults)
