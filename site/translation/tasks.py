"""Doors for the background worker."""

from django_tasks import task

from translation.machine import work
from translation.models import MachineDraft


@task(backend="bg")
def write_draft(pk: int) -> None:
    """Write a machine draft that was asked for."""
    asked = MachineDraft.objects.filter(pk=pk, state=MachineDraft.State.WAITING).select_related("translation").first()
    if asked:
        work(asked)
