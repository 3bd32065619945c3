"""One worker takes a mail, however many there are; what a dead worker held is never sent again by itself."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from mail import delivery
from mail.handover import Outcome
from mail.models import Message
from tests.factories.mails import make_mail
from tests.mail.sink import Sink

State = Message.State
Claim = Callable[[int], Message | None]


def in_threads(number: int, work: Callable[[], Any]) -> list[Any]:
    """Do the same thing in several threads and return what each of them got."""
    results: list[Any] = []

    def run() -> None:
        try:
            results.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


def without_guard(pk: int) -> Message:
    """Take a mail as a worker would that only looked before."""
    Message.objects.filter(pk=pk).update(state=State.SENDING, lease_until=timezone.now() + delivery.LEASE)
    return Message.objects.get(pk=pk)


@pytest.mark.parametrize(("claim", "arrived"), [(delivery.claim, 1), (without_guard, 2)])
def test_two_workers_never_send_the_same_mail(
    claim: Claim, arrived: int, committed: Any, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second case is the control: without the guard the same race sends the mail twice."""
    make_mail()
    both_have_seen_it = threading.Barrier(2, timeout=10)

    def claim_together(pk: int) -> Message | None:
        both_have_seen_it.wait()
        return claim(pk)

    monkeypatch.setattr(delivery, "claim", claim_together)
    found = in_threads(2, delivery.deliver_next)

    assert (found, len(sink.kept)) == ([True, True], arrived)
    assert [message.state for message in committed.all()] == [State.SENT]


def test_many_workers_empty_the_outbox_together(committed: Any, sink: Sink) -> None:
    subjects = sorted(make_mail(subject=f"Mail {number:02}").subject for number in range(20))

    def work() -> None:
        while delivery.deliver_next():
            pass

    in_threads(4, work)

    assert sorted(mail["Subject"] for mail in sink.mails) == subjects
    assert set(committed.values_list("state", "attempts")) == {(State.SENT, 1)}


def test_sending_is_written_down_before_the_server_is_asked(committed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_mail()
    seen: list[Any] = []

    def hand_over(mail: Any) -> Outcome:
        seen.extend(in_threads(1, lambda: [(one.state, bool(one.lease_until)) for one in Message.objects.all()]))
        return Outcome(State.SENT)

    monkeypatch.setattr(delivery, "hand_over", hand_over)
    delivery.deliver_next()

    assert seen == [[(State.SENDING, True)]]


def test_no_mail_is_taken_inside_somebodys_transaction(committed: Any) -> None:
    message = make_mail()

    with pytest.raises(RuntimeError), transaction.atomic():
        delivery.claim(message.pk)

    assert committed.get().state == State.QUEUED


@pytest.mark.django_db
def test_the_longest_waiting_leaves_first_and_nothing_too_early() -> None:
    now = timezone.now()
    later = make_mail("later", next_at=now + timedelta(minutes=1))
    second, first = make_mail("second"), make_mail("first", next_at=now - timedelta(minutes=1))
    Message.objects.filter(pk=first.pk).update(queued_at=now - timedelta(hours=1))

    assert [one.kind for one in Message.objects.due(now + timedelta(seconds=1))] == ["first", "second"]
    assert delivery.claim(later.pk) is None
    assert delivery.claim(second.pk) is not None
    assert delivery.claim(second.pk) is None


@pytest.mark.django_db
def test_what_a_dead_worker_held_is_uncertain_and_stays_so() -> None:
    message = make_mail()
    delivery.claim(message.pk)

    with time_machine.travel(timezone.now() + delivery.LEASE - timedelta(seconds=1)):
        assert (delivery.sweep(timezone.now()), delivery.deliver_next()) == (0, False)
    with time_machine.travel(timezone.now() + delivery.LEASE + timedelta(seconds=1)):
        assert (delivery.sweep(timezone.now()), delivery.deliver_next()) == (1, False)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        assert (delivery.sweep(timezone.now()), delivery.deliver_next()) == (0, False)

    message.refresh_from_db()
    assert (message.state, message.error) == (State.UNCERTAIN, "expired")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome(State.SENT), State.SENT),
        (Outcome(State.QUEUED, "450"), State.UNCERTAIN),
        (Outcome(State.FAILED, "550"), State.UNCERTAIN),
    ],
)
def test_a_worker_that_comes_back_late_can_only_say_that_it_was_sent(outcome: Outcome, state: State) -> None:
    message = delivery.claim(make_mail().pk)
    assert message
    delivery.sweep(timezone.now() + timedelta(hours=1))

    delivery.settle(message, outcome)

    message.refresh_from_db()
    assert message.state == state


@pytest.mark.django_db
def test_a_worker_that_comes_back_late_leaves_a_newer_attempt_alone() -> None:
    late = delivery.claim(make_mail().pk)
    assert late
    Message.objects.update(state=State.QUEUED, lease_until=None)
    newer = delivery.claim(late.pk)
    assert newer

    delivery.settle(late, Outcome(State.FAILED, "550"))

    newer.refresh_from_db()
    assert newer.state == State.SENDING


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [{"recipient": "a@b.gr\r\nBcc: c@d.gr"}, {"subject": "A\r\nBcc: c@d.gr"}])
def test_a_row_that_no_server_may_get_fails(broken: dict[str, str], sink: Sink) -> None:
    message = make_mail(**broken)

    delivery.deliver_next()

    message.refresh_from_db()
    assert (message.state, message.error, sink.kept) == (State.FAILED, "unreadable", [])


@pytest.mark.django_db
def test_the_log_names_no_one(sink: Sink, caplog: pytest.LogCaptureFixture) -> None:
    sink.answers["RCPT"] = "550 5.1.1 <anna@nima.example> is not known here"
    message = make_mail(subject="Άννα Δοκιμή")

    delivery.deliver_next()
    delivery.claim(make_mail().pk)
    delivery.sweep(timezone.now() + timedelta(hours=1))

    assert caplog.messages == [
        f"Mail {message.public_id} is failed (550 5.1.1) after attempt 1",
        "Mails left by a worker that ended: 1, now uncertain",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"state": "sending"}, {"state": "sent"}, {"sent_at": timezone.now()}])
def test_the_database_refuses_half_a_state(fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_mail(**fields)
