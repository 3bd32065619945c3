"""The log of mails in the admin: administrators see what became of each, the superuser to whom, and sends again."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mail.models import Message
from network_members.models import User
from tests.factories.mails import make_mail
from tests.reading import count_queries, read, text_of

State = Message.State
LOG = "/admin/mails/"
pytestmark = pytest.mark.django_db


def enter(person: User) -> Client:
    """Return the browser of somebody with their second step done."""
    client = Client()
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def again(message: Message) -> str:
    """Return where a mail is sent again."""
    return f"{LOG}{message.public_id}/send-again/"


@pytest.mark.parametrize("name", ["editor", "moderator", "translator", "member"])
def test_the_log_is_closed_to_all_others(name: str, request: pytest.FixtureRequest) -> None:
    make_mail(state=State.FAILED)
    client = enter(request.getfixturevalue(name))

    response = client.get(LOG)

    assert response.status_code in (302, 403)
    assert "handed_in" not in response.content.decode()
    assert LOG not in client.get("/admin/", follow=True).content.decode()


def test_an_administrator_reads_states_and_no_addresses(administrator: User) -> None:
    make_mail(state=State.FAILED, error="550 5.1.1", attempts=1, subject="Μυστικό θέμα")
    make_mail(state=State.UNCERTAIN, error="lost")

    page = read(enter(administrator), LOG)

    words = text_of(page)
    assert "Ο διακομιστής αλληλογραφίας απάντησε 550 5.1.1." in words
    assert "Η σύνδεση διακόπηκε" in words
    assert "anna@nima.example" not in page
    assert "Μυστικό" not in page
    assert "send-again" not in page


def test_the_superuser_sees_addresses_and_what_can_be_sent_again(superuser: User) -> None:
    failed, waiting = make_mail(state=State.FAILED), make_mail(next_at=timezone.now() + timedelta(hours=1))

    page = read(enter(superuser), LOG)

    assert page.count("anna@nima.example</td>") == 2
    assert again(failed) in page
    assert again(waiting) not in page


def test_the_reports_lead_there(administrator: User) -> None:
    assert LOG in read(enter(administrator), "/admin/")


@pytest.mark.parametrize(
    ("state", "kinds"), [("failed", ["b"]), ("queued", ["a"]), ("", ["b", "a"]), ("x", ["b", "a"])]
)
def test_it_shows_one_state_or_all(state: str, kinds: list[str], administrator: User) -> None:
    make_mail("a")
    make_mail("b", state=State.FAILED)

    page = read(enter(administrator), f"{LOG}?state={state}")

    assert re.findall(r"<code>(\w+)</code>", page) == kinds


def test_an_empty_log_says_so(administrator: User) -> None:
    assert "Δεν υπάρχουν μηνύματα εδώ." in text_of(read(enter(administrator), LOG))


def test_the_log_has_pages_and_takes_the_same_queries_however_long(superuser: User) -> None:
    make_mail(state=State.FAILED)
    few = count_queries(enter(superuser), LOG)
    for _number in range(60):
        make_mail(state=State.FAILED)
    client = enter(superuser)

    assert count_queries(client, LOG) == few
    assert 'rel="next"' in read(client, LOG)
    assert 'rel="prev"' in read(client, f"{LOG}?p=2")


@pytest.mark.parametrize(("minutes", "warns"), [(1, False), (10, True)])
def test_it_says_when_no_worker_runs(minutes: int, warns: bool, administrator: User) -> None:
    message = make_mail()
    Message.objects.filter(pk=message.pk).update(queued_at=timezone.now() - timedelta(minutes=minutes))

    assert ("εργασία παρασκηνίου" in text_of(read(enter(administrator), LOG))) == warns


# Sending again


@pytest.mark.parametrize(("state", "warned"), [(State.UNCERTAIN, True), (State.FAILED, False)])
def test_sending_again_asks_first(state: State, warned: bool, superuser: User) -> None:
    message = make_mail(state=state)

    page = read(enter(superuser), again(message))

    message.refresh_from_db()
    assert message.state == state
    assert '<form method="post">' in page
    assert ("its reader gets it twice" in text_of(page)) == warned


def test_the_button_sends_it_again(superuser: User) -> None:
    message = make_mail(state=State.UNCERTAIN)

    response = enter(superuser).post(again(message), follow=True)

    message.refresh_from_db()
    assert message.state == State.QUEUED
    assert response.redirect_chain == [(LOG, 302)]
    assert "The mail leaves again within seconds." in text_of(response.content.decode())


def test_pressed_twice_it_leaves_once(superuser: User) -> None:
    message, client = make_mail(state=State.FAILED), enter(superuser)
    client.post(again(message))
    Message.objects.update(state=State.SENT, sent_at=timezone.now())

    response = client.post(again(message), follow=True)

    assert Message.objects.get().state == State.SENT
    assert "on its way already" in text_of(response.content.decode())
    assert '<form method="post">' not in read(client, again(message))


@pytest.mark.parametrize("name", ["administrator", "editor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_but_the_superuser_sends_again(name: str, method: str, request: pytest.FixtureRequest) -> None:
    message = make_mail(state=State.FAILED)

    response: Any = getattr(enter(request.getfixturevalue(name)), method)(again(message))

    message.refresh_from_db()
    assert (response.status_code in (302, 403), message.state) == (True, State.FAILED)
    assert "anna@nima.example" not in response.content.decode()


def test_an_unknown_mail_is_not_found(superuser: User) -> None:
    assert enter(superuser).get(f"{LOG}{uuid.uuid4()}/send-again/", follow=True).status_code == 404


def test_wagtails_log_names_what_was_done(superuser: User) -> None:
    enter(superuser).post(again(make_mail(state=State.FAILED)))

    assert "Sent again" in text_of(read(enter(superuser), "/admin/reports/site-history/"))
