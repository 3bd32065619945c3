"""`manage.py doctor`: the same as the page and more, in lines or for machines."""

import json
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.translation import override

from health import installed, running
from health.findings import Answer, Check, State

BROKEN = Check("one", "One", lambda: Answer(State.BROKEN, "Gone.", "Bring it back.", {"number": 3}))
FINE = Check("two", "Two", lambda: running.good("Fine."))


@pytest.fixture(autouse=True)
def in_greek() -> Iterator[None]:
    """Let the language around be another one than that of commands."""
    with override("el"):
        yield


def ask(monkeypatch: Any, *words: str, checks: tuple[Check, ...] = (BROKEN, FINE)) -> tuple[str, int]:
    """Return what the doctor writes, and its exit code."""
    monkeypatch.setattr(installed, "CHECKS", checks[:1])
    monkeypatch.setattr(running, "CHECKS", checks[1:])
    written = StringIO()
    try:
        call_command("doctor", *words, stdout=written)
    except SystemExit as end:
        return written.getvalue(), int(str(end.code))
    return written.getvalue(), 0


def test_each_fault_stands_in_a_line_with_its_remedy(monkeypatch: Any) -> None:
    written, code = ask(monkeypatch)

    assert [line.split() for line in written.splitlines()] == [
        ["broken", "One", "Gone.", "->", "Bring", "it", "back."],
        ["in", "order", "Two", "Fine."],
    ]
    assert code == 1


def test_nothing_broken_is_no_fault(monkeypatch: Any) -> None:
    assert ask(monkeypatch, checks=(FINE, FINE))[1] == 0


def test_machines_get_a_list(monkeypatch: Any) -> None:
    written, code = ask(monkeypatch, "--json")

    assert json.loads(written)[0] == {
        "name": "one",
        "state": "broken",
        "label": "One",
        "said": "Gone.",
        "remedy": "Bring it back.",
        "numbers": {"number": 3},
    }
    assert code == 1


def test_the_doctor_asks_everything(db: None) -> None:
    written = StringIO()
    with suppress(SystemExit):
        call_command("doctor", "--json", stdout=written)

    asked = [one["name"] for one in json.loads(written.getvalue())]
    assert asked == [check.name for check in (*installed.CHECKS, *running.CHECKS)]
