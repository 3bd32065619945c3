"""`manage.py search_check [--repair]`: holds the index of the search against the database."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import cluster, comparing, forwarding
from search.checking import Fault, check, repair
from search.comparing import Difference
from search.engines.shapes import ClusterDownError
from search.models import Copy, Note, Text
from search.rebuilding import total
from tables.progress import Bar

SHOWN = 50


class Command(BaseCommand):
    """Check the index of the search."""

    help = (
        "Compare every text of the search's index with the database, and every document of the cluster with the index, "
        "if there is one; name those that differ, and with --repair read and send them anew. Ends with an error when "
        "something differs that was not repaired, or the cluster does not answer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="read anew what differs")

    def handle(self, *args: Any, repair: bool, **options: Any) -> None:
        faults = self.look()
        self.show(f"{fault.kind} {fault.number} {fault.says}" for fault in faults)
        if repair:
            self.mend(faults)
        differences = self.look_at_cluster(is_fresh=repair) if cluster.is_wanted() else []
        self.show(f"cluster: {one.thing} {one.says}" for one in differences)
        if (faults or differences) and not repair:
            raise CommandError(f"{len(faults) + len(differences)} texts differ; search_check --repair reads them anew.")
        comparing.mend(differences)
        self.show(self.on_their_way())
        number = len(faults) + len(differences)
        self.stdout.write(f"{number} texts were repaired" if number else "Index and database are equal")

    def show(self, lines: Iterable[str]) -> None:
        """Say what differs, as far as one reads it."""
        for line in islice(lines, SHOWN):
            self.stdout.write(line)

    def look_at_cluster(self, *, is_fresh: bool) -> list[Difference]:
        """Return what differs in the cluster, where there is one; before a repair, after what is to be forwarded."""
        try:
            while is_fresh and forwarding.forward(comparing.searched()):
                pass
            return list(comparing.compare())
        except ClusterDownError as failure:
            raise CommandError(f"The cluster could not be compared: {failure}.") from failure

    def on_their_way(self) -> Iterator[str]:
        """Tell what is not read or sent yet: it is no fault, unless it stays so."""
        copy = Copy.objects.filter(is_searched=True).first() if cluster.is_wanted() else None
        beyond = Text.objects.beyond(copy.sequence, copy.number).count() if copy else 0
        for number, words in (
            (Note.objects.count(), "changes to be read"),
            (beyond, "texts to be sent to the cluster"),
        ):
            if number:
                yield f"{words}: {number}"

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
