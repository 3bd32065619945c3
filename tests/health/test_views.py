"""What those who look after the site ask it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mail.models import Message
from tests.faults import database_away


def test_the_process_is_alive_whatever_else_is(visitor: Client) -> None:
    with database_away():
        response = visitor.get("/-/live")

    assert (response.status_code, response.json()) == (200, {"live": True})


def test_the_site_is_ready_when_database_and_cache_answer(visitor: Client, db: Any) -> None:
    response = visitor.get("/-/ready")

    assert response.status_code == 200
    assert response.json() == {"database": True, "cache": True, "oldest_mail_seconds": 0}


def test_the_site_is_not_ready_without_its_database(visitor: Client, db: Any) -> None:
    with database_away():
        response = visitor.get("/-/ready")

    assert (response.status_code, response.json()) == (
        503,
        {"database": False, "cache": True, "oldest_mail_seconds": None},
    )


@pytest.mark.parametrize(
    "backend", ["django.core.cache.backends.dummy.DummyCache", "django.core.cache.backends.db.DatabaseCache"]
)
def test_the_site_is_not_ready_without_its_cache(
    backend: str, visitor: Client, settings: Any, transactional_db: Any
) -> None:
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "lost_table"}}

    response = visitor.get("/-/ready")

    assert (response.status_code, response.json()["cache"]) == (503, False)


def test_mails_that_wait_are_told(visitor: Client, db: Any) -> None:
    Message.objects.create(kind="test", recipient="a@nima.example", sender="b@nima.example", language="el", subject="α")
    Message.objects.update(queued_at=timezone.now() - timedelta(minutes=10))

    assert 600 <= visitor.get("/-/ready").json()["oldest_mail_seconds"] < 660


@pytest.mark.parametrize("path", ["/-/live", "/-/ready"])
def test_health_starts_no_session_and_leads_nowhere(path: str, visitor: Client, db: Any) -> None:
    response = visitor.get(path, headers={"accept-language": "en"})

    assert (response.status_code, dict(response.cookies), response.headers.get("Location")) == (200, {}, None)
    assert "no-store" in response["Cache-Control"]
    assert "Cookie" not in response.headers.get("Vary", "")
    assert [getattr(visitor, method)(path).status_code for method in ("head", "post", "put", "trace")] == [
        200,
        405,
        405,
        405,
    ]
