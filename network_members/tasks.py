"""Doors for the background worker."""

from django_tasks import task

from network_members.copies import DataCopy
from network_members.copying import make


@task(backend="bg")
def make_copy(pk: int) -> None:
    """Make a copy that was asked for, if it is still wanted."""
    copy = DataCopy.objects.filter(pk=pk, ready_at=None).select_related("person").first()
    if copy:
        make(copy)
