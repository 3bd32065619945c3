"""`manage.py search_rebuild [--anew] [--cluster]`: reads everything that can be found into the index."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import forwarding
from search.analysing import ahead
from search.cluster import is_wanted
from search.engines.shapes import ClusterDownError
from search.engines.sorting import sorting_beside
from search.rebuilding import rebuild, total
from tables.progress import Bar


class Command(BaseCommand):
    """Build the index of the search."""

    help = (
        "Read everything that can be found into the index of the search. It may be stopped, and goes on when it is run "
        "again (--anew begins from the start); meanwhile readers find what the index holds. Where a cluster "
        "carries the search, a new copy is made there beside the one that is searched, and takes its place when whole."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anew", action="store_true", help="begin from the start, also after a run that was stopped"
        )

        parser.add_argument(
            "--cluster", action="store_true", help="read nothing, but make a new copy of the index in the cluster"
        )

    def handle(self, *args: Any, anew: bool, cluster: bool, **options: Any) -> None:
        if not cluster:
            with ahead() as look, sorting_beside():
                self.show(rebuild(anew=anew, look=look), total(), "rows read")
        if is_wanted():
            self.copy(goes_on=not anew)
        elif cluster:
            raise CommandError("SEARCH_URL names no cluster.")

    def copy(self, *, goes_on: bool) -> None:
        """Make a new copy in the cluster."""
        try:
            self.show(forwarding.make_anew(goes_on=goes_on), forwarding.total(), "texts copied into the cluster")
        except ClusterDownError as failure:
            raise CommandError(f"The cluster failed: {failure}. The worker goes on, or run it again.") from failure

    def show(self, done: Iterable[int], whole: int, words: str) -> None:
        """Show how far something has come."""
        bar = Bar(self.stdout, whole, words)
        for number in done:
            bar.advance(number)
        self.stdout.write(f"{bar.done} {words}")
