"""`manage.py export_adoptions [FILE]`: takes adoptions out into a file."""

from adoptions.exchange import kind
from tables.commands import ExportCommand


class Command(ExportCommand):
    """Take adoptions out."""

    kind = staticmethod(kind)
