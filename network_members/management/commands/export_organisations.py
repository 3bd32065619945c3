"""`manage.py export_organisations [FILE]`: takes organisations out into a file."""

from network_members.exchange import kind
from tables.commands import ExportCommand


class Command(ExportCommand):
    """Take organisations out."""

    kind = staticmethod(kind)
