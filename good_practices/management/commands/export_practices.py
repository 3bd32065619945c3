"""`manage.py export_practices [FILE]`: takes practices out into a file."""

from good_practices.exchange.kind import kind
from tables.commands import ExportCommand


class Command(ExportCommand):
    """Take practices out."""

    kind = staticmethod(kind)
