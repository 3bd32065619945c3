"""Doors for the background worker."""

from django_tasks import task

from following.spreading import spread


@task(backend="bg")
def spread_event(pk: int) -> None:
    """Tell those who follow what happened."""
    spread(pk)
