"""`manage.py purge_copies`: deletes copies of people's data that nobody took in time."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from network_members.copies import DataCopy
from network_members.copying import drop


class Command(BaseCommand):
    """Delete copies a day after they were ready."""

    help = "Delete the copies of people's data that are older than a day, with their files."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{drop(DataCopy.objects.over(timezone.now()))} copies deleted")
