"""Which files are being read at this moment: no two workers read the same one."""

from datetime import datetime, timedelta

from django.db import models

from library.models.files import NetworkDocument

LEASE = timedelta(minutes=3)
"""How long a worker may be away with a file; longer than it has patience with the process that reads it."""


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Questions about files that were taken up."""

    def under_way(self, now: datetime) -> "ReadingQuerySet":
        """Return those whose worker may still come back."""
        return self.filter(until__gt=now)

    def over(self, now: datetime) -> "ReadingQuerySet":
        """Return those whose worker was killed."""
        return self.filter(until__lte=now)


class Reading(models.Model):
    """A file that a worker has taken up; it goes when the file is read."""

    # To read a file is not to show it: `library.rules`, which asks what does, must not find it here.
    wagtail_reference_index_ignore = True

    document = models.OneToOneField(NetworkDocument, models.CASCADE, related_name="+")
    until = models.DateTimeField()
    """When others may take it up, because its worker has not come back; it tells one worker's claim from another's."""

    objects = ReadingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.document_id} until {self.until:%H:%M:%S}"
