"""A mail server, and rows that other threads see."""

from collections.abc import Iterator
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker, Settings

from mail.models import Message
from tests.mail.sink import Sink, running_sink


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A mail server that the site sends to."""
    with running_sink() as server:
        settings.MAIL_TRANSPORT = "mail.backends.SmtpBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    """The outbox without a transaction around the test, so that threads see it; emptied at the end."""
    with django_db_blocker.unblock():
        yield Message.objects
        for model in (Message, DBTaskResult):
            model.objects.all().delete()
