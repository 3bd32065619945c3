"""`manage.py import_glossary FILE`: brings terms in from a file (.tbx, .csv, .xlsx or .jsonl)."""

from tables.commands import ImportCommand
from translation.glossary_files import kind


class Command(ImportCommand):
    """Bring terms in."""

    kind = staticmethod(kind)
