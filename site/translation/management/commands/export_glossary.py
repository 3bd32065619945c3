"""`manage.py export_glossary FILE`: takes the glossary out into a file (.tbx, .csv, .xlsx or .jsonl)."""

from tables.commands import ExportCommand
from translation.glossary_files import kind


class Command(ExportCommand):
    """Take the glossary out."""

    kind = staticmethod(kind)
