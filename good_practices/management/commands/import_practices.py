"""`manage.py import_practices FILE`: brings practices in from a file."""

from good_practices.exchange.kind import kind
from tables.commands import ImportCommand


class Command(ImportCommand):
    """Bring practices in."""

    kind = staticmethod(kind)
