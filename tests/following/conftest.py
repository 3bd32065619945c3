"""What tests of notices start from."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from good_practices.models import GoodPracticePage
from tests.factories.practices import make_practice
from tests.mail.sink import Sink, running_sink


@pytest.fixture
def practice(db: None) -> GoodPracticePage:
    """A public practice in Greek, not translated yet."""
    return make_practice("Δίκτυο")


@pytest.fixture
def sink(settings: Settings) -> Iterator[Sink]:
    """A mail server that the site sends to."""
    with running_sink() as server:
        settings.MAIL_TRANSPORT = "mail.backends.SmtpBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server
