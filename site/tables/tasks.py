"""Doors for the background worker."""

from django_tasks import task

from tables.working import work


@task(backend="bg", queue_name="tables")
def go_on(pk: int) -> None:
    """Go on with an import for some seconds."""
    work(pk)
