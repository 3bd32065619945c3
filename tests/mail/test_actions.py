"""A mail belongs to what it tells about: both are kept, or neither; its head holds one line and no second header."""

from email import message_from_bytes, policy
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import ModelLogEntry

from mail import actions
from mail.envelope import seal
from mail.lines import named_address
from mail.models import Message
from network_members.models import User
from tests.factories.mails import make_mail

State = Message.State
pytestmark = pytest.mark.django_db
PRACTICE = {"name": "Άννα", "title": "Γλώσσα & υγεία", "url": "http://127.0.0.1:8000/el/my/practices/"}


def queue(**fields: Any) -> Message:
    """Queue a mail of the network, in Greek unless said otherwise."""
    values: dict[str, Any] = {"to": "anna@nima.example", "language": "el", "context": PRACTICE, **fields}
    return actions.queue(template="good_practices/email/handed_in", **values)


def read(message: Message) -> Any:
    """Return a mail as its reader gets it."""
    return message_from_bytes(seal(message).message().as_bytes(), policy=policy.default)


def test_a_mail_waits_in_the_language_of_its_reader() -> None:
    with override("en"):
        message = queue()
    message.refresh_from_db()

    assert (message.state, message.kind, message.language) == (State.QUEUED, "handed_in", "el")
    assert (message.recipient, message.sender) == ("anna@nima.example", "Nima <no-reply@nima.example>")
    assert message.subject == "Υποβλήθηκε: «Γλώσσα & υγεία»"
    assert (message.attempts, message.next_at, message.sent_at) == (0, None, None)


def test_a_mail_for_what_was_rolled_back_never_was() -> None:
    def tell() -> None:
        with transaction.atomic():
            queue()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell()

    assert not Message.objects.exists()


def test_both_forms_hold_the_same_words() -> None:
    mail = read(queue(language="en"))

    plain, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    assert "“Γλώσσα & υγεία” is with the editors of the network." in plain
    assert '“<span lang="el">Γλώσσα &amp; υγεία</span>” is with the editors' in html
    assert PRACTICE["url"] in plain
    assert f'<a href="{PRACTICE["url"]}"' in html


def test_the_head_says_who_wrote_it_and_how() -> None:
    message = queue()
    mail = read(message)

    assert {name: mail[name] for name in ("To", "From", "Message-ID", "Auto-Submitted", "Content-Language")} == {
        "To": "anna@nima.example",
        "From": "Nima <no-reply@nima.example>",
        "Message-ID": f"<{message.public_id}@nima.example>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": "el",
    }
    assert mail["Reply-To"] is None
    assert "Κανείς δεν διαβάζει τις απαντήσεις" in mail.get_body(("plain",)).get_content()


def test_the_subject_is_one_clean_line_whatever_a_title_holds() -> None:
    message = queue(context={**PRACTICE, "title": "Ένα\u2028Bcc: a@b.gr\x00\x1b[31m\x85δύο\u202e\u200b"})

    assert message.subject == "Υποβλήθηκε: «Ένα Bcc: a@b.gr [31m δύο»"
    assert read(message)["Bcc"] is None


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r"])
def test_a_title_of_two_lines_makes_no_second_header(break_: str) -> None:
    mail = read(queue(context={**PRACTICE, "title": f"Ένα{break_}Bcc: a@b.gr{break_}{break_}<b>κακό</b>"}))

    assert mail["Bcc"] is None
    assert "<b>" not in mail.get_body(("html",)).get_content()


def test_a_subject_of_three_hundred_greek_letters_is_cut_and_survives_the_journey() -> None:
    message = queue(context={**PRACTICE, "title": "Ω" * 300})
    head = seal(message).message().as_bytes().partition(b"\n\n")[0]

    assert len(message.subject) == 250
    assert message.subject.endswith("Ω…")
    assert read(message)["Subject"].strip() == message.subject
    assert max(len(line) for line in head.splitlines()) <= 78


@pytest.mark.parametrize("name", ["Παπαδόπουλος, «Νίκος»", 'Smith, "Jim" <x@y.gr>', "A\r\nBcc: c@d.gr", "Ω" * 300])
def test_a_name_with_comma_and_quotes_stays_one_answer_address(name: str) -> None:
    mail = read(queue(reply_to=named_address(name, "anna@nima.example")))

    assert [one.addr_spec for one in mail["Reply-To"].addresses] == ["anna@nima.example"]
    assert mail["Bcc"] is None
    assert "Κανείς δεν διαβάζει" not in mail.get_body(("plain",)).get_content()


@pytest.mark.parametrize("to", ["a@b.gr\r\nBcc: c@d.gr", "a@b.gr, c@d.gr", "Anna <a@b.gr>", "", f"{'a' * 400}@b.gr"])
def test_what_is_no_address_is_refused(to: str) -> None:
    with pytest.raises(ValidationError):
        queue(to=to)

    assert not Message.objects.exists()


def test_control_characters_do_not_reach_the_text() -> None:
    text = queue(context={**PRACTICE, "name": "Άν\x00να\x1b\ud800"}).text

    assert "Γεια σας, Άννα" in text or "Άννα" in text
    assert not set(text) & set("\x00\x1b\ud800")


def test_a_mail_of_emoji_and_many_accents_arrives_as_it_left() -> None:
    message = queue(context={**PRACTICE, "name": "فاطمة 🏳️‍🌈 é" + "\u0301" * 50, "title": "🇬🇷 " + "α" * 1200})

    assert read(message).get_body(("plain",)).get_content().replace("\r\n", "\n") == message.text


# Mails of Django and libraries


def test_djangos_mails_take_the_same_way_one_row_for_each_reader(settings: Any) -> None:
    settings.EMAIL_BACKEND = "mail.backends.OutboxBackend"
    mail = EmailMultiAlternatives(
        "Θέμα\r\n", "Κείμενο & <b>", to=["Anna <anna@nima.example>"], cc=["b@nima.example"], reply_to=["c@nima.example"]
    )
    mail.attach_alternative("<img src='https://elsewhere.example/x.gif'>", "text/html")

    with override("el"):
        assert mail.send() == 1

    found = Message.objects.order_by("recipient")
    assert [(one.recipient, one.kind, one.language, one.subject, one.reply_to) for one in found] == [
        ("anna@nima.example", "library", "el", "Θέμα", "c@nima.example"),
        ("b@nima.example", "library", "el", "Θέμα", "c@nima.example"),
    ]
    assert found[0].text.startswith("Κείμενο & <b>\n")
    assert "elsewhere" not in found[0].html
    assert getattr(django_mail, "outbox", []) == []


def test_a_mail_that_is_only_html_becomes_text() -> None:
    mail = django_mail.EmailMessage("Subject", "<p>Hello <b>Anna</b></p>", to=["anna@nima.example"])
    mail.content_subtype = "html"

    with override(None):
        actions.queue_django_message(mail)

    message = Message.objects.get()
    assert (message.text.partition("\n")[0], message.language) == ("Hello Anna", "el")


def test_a_mail_to_nobody_is_none_and_one_with_a_file_is_refused() -> None:
    mail = django_mail.EmailMessage("Subject", "Text")
    assert actions.queue_django_message(mail) == 0

    mail.to = ["anna@nima.example"]
    mail.attach("list.csv", "a,b", "text/csv")
    with pytest.raises(ValueError, match="no attachments"):
        actions.queue_django_message(mail)

    assert not Message.objects.exists()


# Sending again, and forgetting


@pytest.mark.parametrize("state", [State.FAILED, State.UNCERTAIN])
def test_the_superuser_sends_a_mail_again_and_the_log_says_so(state: State, superuser: User) -> None:
    message = make_mail(state=state, attempts=5, error="lost", lease_until=timezone.now())

    actions.send_again(message, by=superuser)

    message.refresh_from_db()
    assert (message.state, message.attempts, message.error, message.lease_until) == (State.QUEUED, 0, "", None)
    entry = ModelLogEntry.objects.get(action="mail.send_again")
    assert (entry.user, entry.object_id) == (superuser, str(message.pk))
    assert "anna" not in entry.label


@pytest.mark.parametrize(("state", "time"), [("queued", "next_at"), ("sending", "lease_until"), ("sent", "sent_at")])
def test_nothing_else_is_sent_again(state: str, time: str, superuser: User) -> None:
    fields: dict[str, Any] = {"state": state, time: timezone.now()}
    message = make_mail(**fields)

    with pytest.raises(actions.AlreadyOnItsWay):
        actions.send_again(message, by=superuser)

    message.refresh_from_db()
    assert message.state == state
    assert not ModelLogEntry.objects.filter(action="mail.send_again").exists()


def test_nobody_else_sends_a_mail_again(administrator: User, editor: User, member: User) -> None:
    message = make_mail(state=State.FAILED)

    for person in (administrator, editor, member):
        with pytest.raises(PermissionDenied):
            actions.send_again(message, by=person)

    message.refresh_from_db()
    assert message.state == State.FAILED
