"""`manage.py read_documents [--again]`: reads the text of the list's files for the search."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from library.actions import forget_all, read_all, waiting
from tables.progress import Bar


class Command(BaseCommand):
    """Read files."""

    help = (
        "Read the text of the files of the list of documents, so that the search finds it; the background "
        "worker does so by itself. It may be stopped, and goes on when it is run again; --again reads all files anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="read those anew that were read before")

    def handle(self, *args: Any, again: bool, **options: Any) -> None:
        if again:
            forget_all()
        bar = Bar(self.stdout, waiting().count(), "files read")
        for _document in read_all():
            bar.advance()
        self.stdout.write(f"{bar.done} files read")
