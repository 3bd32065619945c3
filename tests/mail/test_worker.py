"""The background worker: nothing due waits, nothing stops it but being told, and a killed one doubles nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config.logs import OneLine
from mail import delivery
from mail.models import Message
from mail.worker import PAUSE, PAUSE_AFTER_FAULT, TASK_LIMIT, Worker
from tests.factories.mails import make_mail
from tests.mail.sink import HANG, Sink
from tests.mail.tasks import remind, say_stop, stumble

State = Message.State
ROOT = Path(__file__).resolve().parents[2]
INHERITED = os.environ  # noqa: TID251 - what the worker's own process starts from
PROGRAM = """
import sys, django
django.setup()
from django.conf import settings
from django.core.management import call_command
settings.MAIL_TRANSPORT, settings.EMAIL_HOST, settings.EMAIL_PORT = "mail.backends.SmtpBackend", "127.0.0.1", int(sys.argv[1])
call_command("worker")
"""


def working(rounds: int) -> tuple[Worker, list[float]]:
    """Return a worker that stops after so many rests, and the rests it took."""
    rests: list[float] = []

    def rest(seconds: float) -> None:
        rests.append(seconds)
        if len(rests) == rounds:
            worker.stop()

    worker = Worker(sleep=rest)
    return worker, rests


def test_it_delivers_all_that_is_due_before_it_rests(committed: Any) -> None:
    for _number in range(3):
        make_mail()
    worker, rests = working(1)

    worker.run()

    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}
    assert rests == [PAUSE]


@pytest.mark.django_db
def test_a_look_at_an_idle_site_takes_six_queries(django_assert_num_queries: Any) -> None:
    worker = Worker()
    worker.work()

    with django_assert_num_queries(6):
        assert worker.work() is False


def test_it_runs_the_tasks_of_all_queues_and_outlives_those_that_fail(committed: Any) -> None:
    stumble.enqueue()
    remind.enqueue("reminder")
    worker, _rests = working(1)

    worker.run()

    assert list(Message.objects.values_list("kind", "state")) == [("reminder", State.SENT)]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]


@pytest.mark.django_db
def test_tasks_that_lost_their_worker_are_called_failed() -> None:
    for kind in ("lost", "young"):
        remind.enqueue(kind)
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    lost = DBTaskResult.objects.all()[0]
    DBTaskResult.objects.filter(pk=lost.pk).update(started_at=timezone.now() - TASK_LIMIT - timedelta(seconds=1))

    Worker().work()

    lost.refresh_from_db()
    assert (lost.status, lost.exception_class_path) == ("FAILED", "builtins.TimeoutError")
    assert DBTaskResult.objects.running().count() == 1


@pytest.mark.django_db
def test_it_looks_after_dead_workers_at_the_start_and_then_now_and_again() -> None:
    worker = Worker()
    worker.work()
    for wait, state in ((timedelta(seconds=5), State.SENDING), (timedelta(seconds=16), State.UNCERTAIN)):
        message = make_mail(state=State.SENDING, lease_until=timezone.now() - timedelta(hours=1))
        with time_machine.travel(timezone.now() + wait):
            worker.work()
        message.refresh_from_db()
        assert message.state == state


@pytest.mark.parametrize("fault", [OperationalError("no route to anna@nima.example"), ZeroDivisionError()])
def test_a_fault_is_one_line_in_the_log_and_no_end(
    fault: Exception, committed: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble_once() -> bool:
        monkeypatch.undo()
        raise fault

    monkeypatch.setattr(delivery, "deliver_next", stumble_once)
    make_mail()
    worker, rests = working(2)

    worker.run()

    assert rests == [PAUSE_AFTER_FAULT, PAUSE]
    assert Message.objects.get().state == State.SENT
    assert caplog.messages == ["The background worker stumbled"]
    line = OneLine().format(caplog.records[0])
    assert (type(fault).__qualname__ in line, "anna" in line, "\n" in line) == (True, False, False)


def test_told_to_stop_it_takes_nothing_up(committed: Any) -> None:
    make_mail()
    worker = Worker()
    worker.stop(signal.SIGTERM, None)

    worker.run()

    assert Message.objects.get().state == State.QUEUED


# The program itself


def test_the_command_works_until_sigterm(committed: Any) -> None:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    make_mail()
    say_stop.enqueue()

    call_command("worker")

    for number, handler in handlers.items():
        signal.signal(number, handler)
    assert states() == [State.SENT]


def database_url() -> str:
    """Return where this test's database is, for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return f"{INHERITED['DATABASE_URL'].rpartition('/')[0]}/{values['NAME']}"


@pytest.fixture
def start(committed: Any, sink: Sink) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Return what starts a worker of its own process, which sends to the sink."""
    started: list[subprocess.Popen[bytes]] = []
    environment = INHERITED | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }

    def start_one() -> subprocess.Popen[bytes]:
        words = [sys.executable, "-c", PROGRAM, str(sink.port)]
        started.append(subprocess.Popen(words, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL))
        return started[-1]

    yield start_one
    for worker in started:
        worker.kill()
        worker.wait()


def wait_for(condition: Callable[[], bool]) -> None:
    """Return when something is so; raise TimeoutError when it is not in time."""
    deadline = time.monotonic() + 40
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


def states() -> list[str]:
    """Return the states of all mails, the oldest first."""
    return list(Message.objects.order_by("pk").values_list("state", flat=True))


def test_a_killed_worker_leaves_one_mail_uncertain_and_the_next_worker_sends_the_rest(
    start: Callable[[], subprocess.Popen[bytes]], sink: Sink
) -> None:
    for number in range(3):
        make_mail(subject=f"Mail {number}")
    sink.answers["TEXT"] = HANG
    first = start()
    wait_for(sink.asked_for_text.is_set)

    first.send_signal(signal.SIGKILL)
    first.wait()
    assert states() == [State.SENDING, State.QUEUED, State.QUEUED]
    sink.answers.clear()
    Message.objects.filter(state=State.SENDING).update(lease_until=timezone.now())
    start()
    wait_for(lambda: states()[1:] == [State.SENT, State.SENT])

    assert states() == [State.UNCERTAIN, State.SENT, State.SENT]
    assert sorted(mail["Subject"] for mail in sink.mails).count("Mail 0") <= 1
    assert [mail["Subject"] for mail in sink.mails if mail["Subject"] != "Mail 0"] == ["Mail 1", "Mail 2"]


def test_sigterm_lets_it_end_the_mail_it_has_begun(start: Callable[[], subprocess.Popen[bytes]], sink: Sink) -> None:
    for _number in range(2):
        make_mail()
    sink.answers["TEXT"] = HANG
    worker = start()
    wait_for(sink.asked_for_text.is_set)

    worker.send_signal(signal.SIGTERM)
    time.sleep(0.3)
    assert worker.poll() is None
    sink.over.set()

    assert worker.wait(10) == 0
    assert states() == [State.UNCERTAIN, State.QUEUED]


def test_a_mail_leaves_within_two_seconds(start: Callable[[], subprocess.Popen[bytes]], sink: Sink) -> None:
    make_mail("before")
    start()
    wait_for(lambda: len(sink.kept) == 1)

    began = time.monotonic()
    make_mail("after")
    wait_for(lambda: len(sink.kept) == 2)

    assert time.monotonic() - began < 2
