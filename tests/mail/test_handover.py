"""What becomes of a mail, whatever the mail server does; a mail is never sent twice by itself."""

import socket
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from mail import delivery
from mail.models import Message
from tests.factories.mails import make_mail
from tests.mail.sink import DROP, HANG, Sink

State = Message.State
pytestmark = pytest.mark.django_db


def deliver(message: Message) -> Message:
    """Deliver the only mail that is due."""
    assert delivery.deliver_next() is True
    message.refresh_from_db()
    return message


def test_a_mail_arrives_and_is_sent(sink: Sink) -> None:
    message = deliver(make_mail())

    assert (message.state, message.attempts, message.error, message.lease_until) == (State.SENT, 1, "", None)
    assert message.sent_at is not None
    assert [mail["Subject"].strip() for mail in sink.mails] == ["Παραλάβαμε την πρακτική"]
    assert sink.envelopes[0][2] == "rcpt TO:<anna@nima.example>"


@pytest.mark.parametrize(
    "words", ["Σύμβουλοι & «φίλοι»", "🇬🇷 👩🏽‍🏫 ☕", "مرحبا بالجميع", "Ма́ма", "e\u0301" * 200, "Ἀρχὴ ἥμισυ παντός"]
)
def test_words_of_every_script_arrive_as_they_were_written(words: str, sink: Sink) -> None:
    deliver(make_mail(subject=words[:100], text=f"{words}\n", html=f'<p lang="el">{words}</p>'))

    mail = sink.mails[0]
    plain, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    assert (mail["Subject"].strip(), plain.get_content().strip(), html.get_content().strip()) == (
        words[:100],
        words,
        f'<p lang="el">{words}</p>',
    )


@pytest.mark.parametrize(
    ("step", "answer", "state", "error"),
    [
        ("HELLO", "421 4.3.2 later", State.QUEUED, "unreachable"),
        ("HELLO", "554 5.7.1 not you", State.QUEUED, "unreachable"),
        ("HELLO", DROP, State.QUEUED, "unreachable"),
        ("EHLO", DROP, State.QUEUED, "unreachable"),
        ("MAIL", "451 4.7.1 <anna@nima.example> greylisted", State.QUEUED, "451 4.7.1"),
        ("MAIL", "553 who are you", State.FAILED, "553"),
        ("MAIL", "421 4.3.2 closing", State.QUEUED, "421 4.3.2"),
        ("MAIL", DROP, State.QUEUED, "unreachable"),
        ("RCPT", "450 4.2.1 <anna@nima.example> busy", State.QUEUED, "450 4.2.1"),
        ("RCPT", "550 5.1.1 <anna@nima.example> unknown", State.FAILED, "550 5.1.1"),
        ("RCPT", DROP, State.QUEUED, "unreachable"),
        ("DATA", "452 4.3.1 full", State.QUEUED, "452 4.3.1"),
        ("DATA", "554 5.7.1 no", State.FAILED, "554 5.7.1"),
        ("DATA", DROP, State.QUEUED, "unreachable"),
        ("TEXT", "452 4.3.1 full", State.QUEUED, "452 4.3.1"),
        ("TEXT", "554 5.6.0 spam", State.FAILED, "554 5.6.0"),
        ("TEXT", DROP, State.UNCERTAIN, "lost"),
    ],
)
def test_the_answer_decides(sink: Sink, step: str, answer: str, state: State, error: str) -> None:
    sink.answers[step] = answer

    message = deliver(make_mail())

    assert (message.state, message.error, message.sent_at) == (state, error, None)
    assert (message.next_at is not None) == (state == State.QUEUED)


@pytest.mark.parametrize(
    ("step", "state"), [("HELLO", State.QUEUED), ("RCPT", State.QUEUED), ("TEXT", State.UNCERTAIN)]
)
def test_a_server_that_hangs_is_left(sink: Sink, step: str, state: State, settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    sink.answers[step] = HANG

    assert deliver(make_mail()).state == state


def test_a_server_that_does_not_part_politely_has_the_mail_all_the_same(sink: Sink) -> None:
    sink.answers["QUIT"] = DROP

    assert deliver(make_mail()).state == State.SENT


def test_no_server_means_later(settings: Settings) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.EMAIL_HOST, settings.EMAIL_PORT = taken.getsockname()
        settings.MAIL_TRANSPORT = "mail.backends.SmtpBackend"

        message = deliver(make_mail())

    assert (message.state, message.error) == (State.QUEUED, "unreachable")


def test_a_wrong_password_fails_no_mail(sink: Sink, settings: Settings) -> None:
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "nima", "wrong"
    sink.answers.update({"EHLO": "250 AUTH PLAIN", "AUTH": "535 5.7.8 wrong"})

    assert deliver(make_mail()).state == State.QUEUED


def test_a_transport_that_cannot_tell_leaves_the_mail_uncertain(sink: Sink, settings: Settings) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    sink.answers["RCPT"] = DROP

    assert deliver(make_mail()).state == State.UNCERTAIN


def test_an_odd_answer_after_the_text_is_no_reason_to_send_again(sink: Sink) -> None:
    sink.answers["TEXT"] = "199 hm"

    assert deliver(make_mail()).state != State.QUEUED


def test_it_is_tried_five_times_and_ever_later(sink: Sink) -> None:
    sink.answers["RCPT"] = "450 4.2.1 busy"
    message, waits = make_mail(), []

    with time_machine.travel(timezone.now(), tick=False) as clock:
        while message.state == State.QUEUED:
            deliver(message)
            waits.append(message.next_at and message.next_at - timezone.now())
            clock.move_to(message.next_at or timezone.now())

    assert waits == [timedelta(minutes=minutes) for minutes in (1, 10, 60, 240)] + [None]
    assert (message.state, message.attempts, message.error) == (State.FAILED, 5, "450 4.2.1")
    assert delivery.deliver_next() is False


def test_a_mail_server_away_for_an_hour_delays_each_mail_and_doubles_none(sink: Sink) -> None:
    began = timezone.now()
    for number in range(3):
        make_mail(subject=f"Mail {number}")
    sink.answers["HELLO"] = DROP

    with time_machine.travel(began, tick=False) as clock:
        for minute in range(90):
            clock.move_to(began + timedelta(minutes=minute))
            if minute == 60:
                sink.answers.clear()
            while delivery.deliver_next():
                pass

    assert sorted(mail["Subject"] for mail in sink.mails) == ["Mail 0", "Mail 1", "Mail 2"]
    assert set(Message.objects.values_list("state", flat=True)) == {State.SENT}


def test_in_the_demo_a_mail_arrives_without_a_server(sink: Sink, settings: Settings) -> None:
    settings.MAIL_TRANSPORT = None

    assert deliver(make_mail()).state == State.SENT
    assert sink.kept == []
