"""How what the site stands on goes away."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def database_away() -> Iterator[None]:
    """Let every question to the database fail as it does when the server is gone."""

    def fail(*_: Any, **__: Any) -> None:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(fail), patch.object(BaseDatabaseWrapper, "ensure_connection", fail):
        yield
