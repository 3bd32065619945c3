"""`manage.py import_organisations FILE`: brings organisations in from a file."""

from network_members.exchange import kind
from tables.commands import ImportCommand


class Command(ImportCommand):
    """Bring organisations in."""

    kind = staticmethod(kind)
