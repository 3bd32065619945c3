"""Tasks that a room could put off."""

import os
import signal

from django_tasks import task

from tests.factories.mails import make_mail


@task(backend="bg", queue_name="reminders")
def remind(kind: str) -> None:
    """Leave a trace."""
    make_mail(kind)


@task(backend="bg")
def stumble() -> None:
    """Fail, as a task may."""
    raise ValueError("anna@nima.example")


@task(backend="bg")
def say_stop() -> None:
    """Tell the worker that runs this to stop."""
    os.kill(os.getpid(), signal.SIGTERM)
