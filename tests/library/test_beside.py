"""Files are read beside the worker's other work, each by one worker, and a stopped or killed one loses none."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from subprocess import Popen
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail import hooks

from library import actions
from library.models import DocumentText, NetworkDocument, Publication, Reading
from library.models.readings import LEASE
from library.reading import alone
from library.tasks import Reader
from library.wagtail_hooks import reader
from mail.models import Message
from mail.worker import Worker
from search.models import Note
from tests.factories.library import make_publication
from tests.factories.mails import make_mail
from tests.mail.test_delivery import in_threads
from tests.test_races import numbers

Claim = Callable[[int], Reading | None]
Children = list[Popen[bytes]]


def list_file(text: str = "Τα καναρίνια") -> Publication:
    """Return a listed document whose file says a text."""
    file = ContentFile(text.encode(), name="a.txt")
    return make_publication("Έκθεση", document=NetworkDocument.objects.create(title="Έκθεση", file=file))


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database without a transaction around the test, so that threads see its rows; nothing of them is left."""
    with django_db_blocker.unblock():
        before = numbers()
        yield
        for model in (Message, Publication, NetworkDocument, Note):
            model._base_manager.all().delete()
        assert numbers() == before


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    """Return the processes that read files; each would take a minute."""
    monkeypatch.setattr(alone, "COMMAND", "tests.library.sleeping")
    begun, started = alone.begun, []

    def begin(*given: Any) -> "Popen[bytes]":
        started.append(begun(*given))
        return started[-1]

    monkeypatch.setattr(alone, "begun", begin)
    return started


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    """Return a worker that sends mails and reads files; the index of the search is left alone."""
    monkeypatch.setattr("mail.worker.STEPS", "steps_of_this_test")
    monkeypatch.setattr("mail.worker.SWEEPS", "sweeps_of_this_test")
    with hooks.register_temporarily("steps_of_this_test", reader.step):
        yield Worker(sleep=lambda seconds: time.sleep(0.05))


def wait_for(condition: Callable[[], object]) -> None:
    """Return when something is so; raise TimeoutError when it is not in time."""
    deadline = time.monotonic() + 20
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


def kept() -> list[tuple[str, str]]:
    """Return what became of each file."""
    return list(DocumentText.objects.order_by("document").values_list("state", "text"))


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what the library says in the log."""
    return [record.getMessage() for record in caplog.records if record.name == "library"]


# One worker for a file


def without_guard(number: int) -> Reading:
    """Take a file as a worker would that only looked before."""
    until = timezone.now() + LEASE
    return Reading.objects.update_or_create(document_id=number, defaults={"until": until})[0]


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(("claim", "read"), [(actions.claim, 1), (without_guard, 2)])
def test_two_workers_never_read_the_same_file(claim: Claim, read: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second case is the control: without the guard the same race reads the file twice."""
    list_file()
    both_have_seen_it, readings = threading.Barrier(2, timeout=10), []

    def claim_together(number: int) -> Reading | None:
        both_have_seen_it.wait()
        return claim(number)

    def reading(content: bytes, *rest: object) -> tuple[str, str]:
        readings.append(content.decode())
        time.sleep(0.5)
        return "read", content.decode()

    monkeypatch.setattr(actions, "claim", claim_together)
    monkeypatch.setattr(alone, "read", reading)
    in_threads(2, actions.read_next)

    assert (len(readings), kept(), Reading.objects.count()) == (read, [("read", "Τα καναρίνια")], 0)


@pytest.mark.usefixtures("committed")
def test_many_workers_read_all_files_once(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Καναρίνι {number:02}" for number in range(12)]
    for text in texts:
        list_file(text)
    readings: list[str] = []

    def reading(content: bytes, *rest: object) -> tuple[str, str]:
        readings.append(content.decode())
        return "read", content.decode()

    monkeypatch.setattr(alone, "read", reading)

    def work() -> None:
        while actions.read_next():
            pass

    in_threads(4, work)

    assert (sorted(readings), kept(), Reading.objects.count()) == (texts, [("read", text) for text in texts], 0)


@pytest.mark.django_db
def test_what_somebody_has_read_meanwhile_is_not_taken_up_again() -> None:
    number = list_file().document_id
    assert number
    actions.read_next()

    assert (actions.claim(number), Reading.objects.count()) == (None, 0)


@pytest.mark.django_db
def test_a_file_of_a_killed_worker_waits_until_its_time_is_over_and_is_then_read() -> None:
    number = list_file().document_id
    assert number
    lost = actions.claim(number)
    assert lost
    early = actions.claim(number), actions.read_next()
    with time_machine.travel(lost.until + timedelta(seconds=1)):
        late = actions.read_next()

    assert (early, late, kept(), Reading.objects.count()) == ((None, False), True, [("read", "Τα καναρίνια")], 0)


@pytest.mark.django_db
def test_a_worker_that_comes_back_late_leaves_the_claim_of_the_next_one() -> None:
    number = list_file().document_id
    assert number
    late = actions.claim(number)
    assert late
    with time_machine.travel(late.until + timedelta(seconds=1)):
        mine = actions.claim(number)
    actions.let_go(late)

    assert list(Reading.objects.all()) == [mine]


@pytest.mark.usefixtures("committed")
def test_no_file_is_taken_inside_somebodys_transaction() -> None:
    number = list_file().document_id
    assert number

    with pytest.raises(RuntimeError), transaction.atomic():
        actions.claim(number)

    assert Reading.objects.count() == 0


# Beside the worker


@pytest.mark.usefixtures("committed")
def test_mails_leave_while_a_file_is_read(worker: Worker, children: Children) -> None:
    list_file()
    worker.work()
    wait_for(lambda: children)
    make_mail()
    done = [worker.work(), worker.work()]

    assert (done, Message.objects.get().state) == ([True, False], "sent")
    assert (children[0].poll(), kept()) == (None, [])
    worker.stop()
    worker.run()
    assert (children[0].returncode, Reading.objects.count()) == (-signal.SIGKILL, 0)


@pytest.mark.usefixtures("committed")
def test_it_reads_all_that_waits_and_a_second_thread_is_not_begun() -> None:
    for number in range(2):
        list_file(f"Καναρίνι {number}")
    own = Reader()
    steps = [own.step(), own.step()]
    wait_for(lambda: len(kept()) == 2 and not own.is_busy())

    assert (steps, kept()) == ([False] * 2, [("read", f"Καναρίνι {number}") for number in range(2)])


@pytest.mark.django_db
def test_an_idle_look_for_files_takes_one_query_and_ends_without_a_thread() -> None:
    own = Reader()
    with CaptureQueriesContext(connection) as asked:
        own.step()
    own.end()

    assert (len(asked), own.thread) == (1, None)


@pytest.mark.usefixtures("committed")
def test_a_fault_is_a_line_in_the_log_and_its_file_rests(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    list_file()

    def stumble(*given: object) -> tuple[str, str]:
        raise ZeroDivisionError

    monkeypatch.setattr(alone, "read", stumble)
    own = Reader()
    own.step()
    wait_for(lambda: not own.is_busy())

    assert (said(caplog), actions.waiting().exists(), Reading.objects.count()) == (
        ["Reading a file stumbled"],
        False,
        1,
    )


# Stopped


@pytest.mark.usefixtures("committed")
def test_a_reading_that_is_stopped_says_nothing_of_the_file_which_waits_again(children: Children) -> None:
    list_file()
    own = Reader()
    own.step()
    wait_for(lambda: children)
    began = time.monotonic()
    own.end()

    assert (time.monotonic() - began < 5, children[0].returncode) == (True, -signal.SIGKILL)
    assert (kept(), Reading.objects.count(), actions.waiting().count()) == ([], 0, 1)


@pytest.mark.usefixtures("committed")
def test_the_process_that_the_machine_ends_with_the_worker_says_nothing_of_the_file(
    children: Children, caplog: pytest.LogCaptureFixture
) -> None:
    list_file()
    own = Reader()
    own.step()
    wait_for(lambda: children)
    children[0].terminate()
    wait_for(lambda: not own.is_busy())

    assert (kept(), Reading.objects.count(), said(caplog)) == ([], 0, [])


@pytest.mark.django_db
def test_ctrl_c_in_the_command_leaves_the_file_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    list_file()

    def interrupted(*given: object) -> tuple[str, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(alone, "read", interrupted)
    with pytest.raises(KeyboardInterrupt):
        call_command("read_documents")

    assert (kept(), Reading.objects.count()) == ([], 0)


@pytest.mark.usefixtures("committed", "worker")
def test_the_worker_ends_at_sigterm_although_a_file_is_read(children: Children) -> None:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    list_file()
    threading.Thread(target=say_stop_when, args=(lambda: children,), daemon=True).start()
    began = time.monotonic()

    call_command("worker")

    for number, handler in handlers.items():
        signal.signal(number, handler)
    assert (time.monotonic() - began < 30, children[0].returncode) == (True, -signal.SIGKILL)
    assert (kept(), Reading.objects.count()) == ([], 0)


def say_stop_when(condition: Callable[[], object]) -> None:
    """Tell this process to stop, as systemd does, as soon as something is so."""
    wait_for(condition)
    os.kill(os.getpid(), signal.SIGTERM)
