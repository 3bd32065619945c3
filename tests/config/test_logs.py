"""The log: one line per event, in UTC, and nothing of what people typed."""

import logging
import re
import runpy
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection
from django.test import Client
from gunicorn.config import Config
from gunicorn.glogging import Logger

from config.logs import OneLine
from network_members.models import Organisation, User

ROOT = Path(__file__).resolve().parents[2]
CANARY = "kanarini-81c2"
ADDRESS = f"{CANARY}@nima.example"
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (WARNING|ERROR|CRITICAL) [\w.]+ .+")


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What a real site would write."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(OneLine())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def lines(log: StringIO) -> list[str]:
    """Return what was written, each line in its form."""
    written = log.getvalue().splitlines()
    assert [line for line in written if not LINE.fullmatch(line)] == []
    return written


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Client:
    """A site that fails with a fault that quotes what was typed."""

    def fail(*_: Any, **__: Any) -> None:
        try:
            raise KeyError(CANARY)
        except KeyError as first:
            raise ValueError(f"{ADDRESS}\n{CANARY}") from first

    monkeypatch.setattr("pages.frame.shown_to", fail)
    return Client(raise_request_exception=False)


def test_a_fault_is_one_line_that_leads_to_its_place(log: StringIO, broken: Client, db: Any) -> None:
    response = broken.post(f"/el/account/login/?next=/{CANARY}/", {"login": ADDRESS, "password": CANARY})

    (line,) = lines(log)
    assert response.status_code == 500
    assert "django.request 500 POST el/account/login/ builtins.ValueError from builtins.KeyError at " in line
    assert re.search(r"> tests/config/test_logs\.py:\d+ fail$", line)
    assert CANARY not in line
    assert CANARY not in response.content.decode()


def test_a_failing_login_leaves_no_trace_of_who_tried(log: StringIO, member: User, visitor: Client) -> None:
    User.objects.filter(pk=member.pk).update(email=ADDRESS)
    EmailAddress.objects.filter(user=member).update(email=ADDRESS)

    for login in (ADDRESS, f"nobody-{ADDRESS}"):
        for _ in range(7):
            visitor.post("/el/account/login/", {"login": login, "password": CANARY})

    assert [line for line in lines(log) if CANARY in line or "127.0.0.1" in line] == []


@pytest.mark.parametrize(
    "path", [f"/el/{CANARY}/", f"/media/{CANARY}.png", f"/el/?q={CANARY}%00", f"/el/{CANARY}%0d%0a/"]
)
def test_what_is_asked_for_in_vain_is_not_written(path: str, log: StringIO, visitor: Client, db: Any) -> None:
    visitor.get(path)

    assert lines(log) == []


def test_unknown_hosts_and_expired_forms_are_quiet(log: StringIO, visitor: Client, db: Any) -> None:
    visitor.get("/el/", HTTP_HOST=f"{CANARY}.example")
    Client(enforce_csrf_checks=True).post("/el/account/login/", {"login": ADDRESS})

    assert lines(log) == []


def test_too_much_is_written_by_its_kind(log: StringIO, visitor: Client) -> None:
    visitor.post(
        "/el/account/login/",
        "&".join(f"{CANARY}{number}=1" for number in range(5001)),
        content_type="application/x-www-form-urlencoded",
    )

    (line,) = lines(log)
    assert "ERROR django.security.TooManyFieldsSent 400 POST el/account/login/ django.core.exceptions." in line
    assert CANARY not in line


def test_what_the_database_quotes_is_not_written(log: StringIO, council: Organisation) -> None:
    try:
        Organisation.objects.create(code=council.code, name_el=CANARY, place=council.place)
    except IntegrityError:
        logging.getLogger("any").exception("Could not store")
    connection.needs_rollback = False

    (line,) = lines(log)
    assert "ERROR any Could not store django.db.utils.IntegrityError from " in line
    assert council.code not in line


def test_no_message_breaks_its_line_or_colours_a_terminal(log: StringIO) -> None:
    logging.getLogger("any").warning("one\r\ntwo\x1b[31m three\u2028four %s 10.0.0.7", ADDRESS)

    (line,) = lines(log)
    assert line.endswith("WARNING any one two [31m three four … …")


def test_the_server_puts_no_line_together_about_who_asks_for_what() -> None:
    served = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    config = Config()
    for name in ("accesslog", "logconfig_dict", "logger_class"):
        config.set(name, served[name])

    assert (Logger(config).access_log_enabled, config.logger_class(config).access_log_enabled) == (True, False)
