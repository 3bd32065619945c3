"""Addresses that are not written to: whose mails came back for good, and whose owner complained; accounts still work."""

import logging
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings
from wagtail.models import ModelLogEntry

from mail import actions, delivery, rules
from mail.blocking import folded
from mail.models import BlockedAddress, Message
from network_members import copying, erasing
from network_members.models import User
from tests.factories.mails import make_blocked, make_mail
from tests.factories.people import make_user
from tests.following.test_own_data import rows_of_copy
from tests.mail.sink import Sink
from tests.mail.test_delivery import in_threads
from tests.mail.test_desk import enter
from tests.reading import count_queries, faults, read, text_of

State, Reason = Message.State, BlockedAddress.Reason
DESK = "/admin/mails/blocked/"
BOTH = pytest.mark.parametrize("language", ["el", "en"])


# Who is written to


@pytest.mark.parametrize("typed", ["anna@nima.example", " ANNA@Nima.Example ", "Anna@NIMA.EXAMPLE"])
def test_an_address_is_blocked_however_it_is_spelt(typed: str, db: None) -> None:
    actions.block(typed, Reason.COMPLAINT)

    assert [rules.may_write_to(one) for one in ("anna@nima.example", "ANNA@nima.example")] == [False, False]
    assert [rules.may_write_to(one) for one in ("anne@nima.example", "anna@nima.example.org")] == [True, True]


@pytest.mark.parametrize(
    ("typed", "as_compared"),
    [
        ("Άννα@Παράδειγμα.gr", "άννα@xn--hxajbheg2az3al.gr"),
        ("Άννα@παράδειγμα.gr", "άννα@xn--hxajbheg2az3al.gr"),
        ("x@..", "x@.."),
        ("no address", "@no address"),
    ],
)
def test_domains_are_compared_as_the_dns_has_them(typed: str, as_compared: str) -> None:
    assert folded(typed) == as_compared


def test_an_address_stays_blocked_when_the_secret_changes(db: None, settings: Settings) -> None:
    make_blocked()
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-one-that-is-as-long-as-the-first-one-was-before"
    assert rules.may_write_to("anna@nima.example")

    settings.SECRET_KEY_FALLBACKS = [old]

    assert not rules.may_write_to("anna@nima.example")
    assert actions.block("anna@nima.example", Reason.ASKED).reason == Reason.BOUNCED


def test_a_row_names_nobody_but_by_the_address_itself(db: None) -> None:
    blocked = make_blocked()

    assert "anna" not in f"{blocked}{blocked.address_key}"
    assert blocked.masked == "a…@nima.example"


def test_many_who_block_one_address_leave_one_row(committed: Any) -> None:
    try:
        in_threads(6, lambda: actions.block("anna@nima.example", Reason.ASKED))

        assert BlockedAddress.objects.count() == 1
    finally:
        BlockedAddress.objects.all().delete()


# On its way


def test_nothing_is_sent_to_a_blocked_address(db: None, sink: Sink) -> None:
    make_blocked()
    make_mail()
    make_mail(recipient="other@nima.example")

    while delivery.deliver_next():
        pass

    states = dict(Message.objects.values_list("recipient", "state"))
    assert states == {"anna@nima.example": State.BLOCKED, "other@nima.example": State.SENT}
    assert [one["To"] for one in sink.mails] == ["other@nima.example"]


def test_what_was_queued_before_the_block_is_held_back_too(db: None, sink: Sink) -> None:
    make_mail()
    actions.block("anna@nima.example", Reason.ASKED)

    delivery.deliver_next()

    assert (Message.objects.get().error, sink.kept) == ("blocked", [])


@BOTH
def test_mails_of_an_account_still_go(language: str, db: None, sink: Sink, client: Client) -> None:
    person = make_user("anna", "member", language=language)
    make_blocked(person.email)
    client.post(f"/{language}/account/password/reset/", {"email": person.email})
    actions.queue_last(
        template="network_members/email/erased", to=person.email, language=language, context={"name": ""}
    )

    while delivery.deliver_next():
        pass

    assert len(sink.kept) == 2


def test_what_a_library_writes_is_no_mail_of_an_account(db: None, sink: Sink) -> None:
    make_blocked()
    actions.queue_django_message(EmailMessage("Hello", "There is news.", None, ["anna@nima.example"]))

    while delivery.deliver_next():
        pass

    assert sink.kept == []


@pytest.mark.parametrize(
    ("answer", "blocks"),
    [
        ("550 5.1.1 no anna here", True),
        ("550 no such user", True),
        ("551 5.1.6 moved", True),
        ("553 mailbox name not allowed", True),
        ("550 5.2.1 closed", True),
        ("550 5.7.1 relaying denied", False),
        ("553 5.1.8 bad sender", False),
        ("552 5.2.2 full", False),
        ("554 5.1.1 no", False),
        ("450 4.2.0 later", False),
        ("421 4.7.0 busy", False),
    ],
)
def test_what_a_server_refuses_for_good_blocks_its_address(answer: str, blocks: bool, db: None, sink: Sink) -> None:
    make_mail()
    sink.answers["RCPT"] = answer

    delivery.deliver_next()

    code = " ".join(word for word in answer.split()[:2] if word[0].isdigit())
    found = list(BlockedAddress.objects.values_list("address", "reason", "answer"))
    assert found == ([("anna@nima.example", "bounced", code)] if blocks else [])
    assert (Message.objects.get().state == State.FAILED) == answer.startswith("55")


@pytest.mark.parametrize("step", ["MAIL", "DATA", "TEXT"])
def test_a_refusal_of_the_mail_itself_blocks_nobody(step: str, db: None, sink: Sink) -> None:
    make_mail()
    sink.answers[step] = "550 5.1.1 no"

    delivery.deliver_next()

    assert (Message.objects.get().state, BlockedAddress.objects.count()) == (State.FAILED, 0)


def test_a_server_that_refuses_everybody_blocks_no_more_than_twenty(db: None, sink: Sink) -> None:
    sink.answers["RCPT"] = "550 no"
    for number in range(23):
        make_mail(recipient=f"reader-{number}@nima.example")

    while delivery.deliver_next():
        pass

    assert BlockedAddress.objects.count() == delivery.MOST_BOUNCES
    assert Message.objects.filter(state=State.FAILED).count() == 23


def test_the_log_tells_of_a_bounce_without_the_address(db: None, sink: Sink, caplog: Any) -> None:
    make_mail()
    sink.answers["RCPT"] = "550 5.1.1 no anna here"

    with caplog.at_level(logging.INFO):
        delivery.deliver_next()

    assert "anna" not in caplog.text


# The desk


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["editor", "moderator", "translator", "member"])
@pytest.mark.parametrize("step", ["", "unblock"])
def test_the_desk_is_closed_to_all_others(name: str, step: str, request: pytest.FixtureRequest) -> None:
    blocked = make_blocked("kanarini@nima.example")
    address = f"{DESK}{blocked.pk}/unblock/" if step else DESK
    client = enter(request.getfixturevalue(name))

    for answer in (client.get(address), client.post(address, {"address": "x@nima.example", "reason": "asked"})):
        assert answer.status_code in (302, 403)
        assert "nima.example" not in answer.content.decode()
    assert list(BlockedAddress.objects.all()) == [blocked]


@pytest.mark.parametrize("name", ["editor", "member"])
def test_the_verbs_ask_too(name: str, request: pytest.FixtureRequest) -> None:
    person, blocked = request.getfixturevalue(name), make_blocked()

    with pytest.raises(PermissionDenied):
        actions.block("other@nima.example", Reason.ASKED, by=person)
    with pytest.raises(PermissionDenied):
        actions.unblock(blocked, by=person)

    assert list(BlockedAddress.objects.all()) == [blocked]


@BOTH
@pytest.mark.parametrize(("name", "whole"), [("administrator", False), ("superuser", True)])
def test_the_list_shows_the_address_to_those_who_see_recipients(
    language: str, name: str, whole: bool, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    User.objects.filter(pk=person.pk).update(language=language)
    make_blocked(answer="550 5.1.1")

    page = read(enter(person), DESK)

    reason = {"el": "ο διακομιστής της δεν δέχεται", "en": "its mail server takes no mail"}
    assert ["anna@nima.example" in page, "a…@nima.example" in page] == [whole, not whole]
    assert reason[language] in text_of(page)
    assert "550 5.1.1" in page


@BOTH
def test_an_administrator_unblocks_and_the_log_knows(language: str, administrator: User) -> None:
    User.objects.filter(pk=administrator.pk).update(language=language)
    blocked, client = make_blocked(reason="complaint"), enter(administrator)
    warned = {"el": "δεν ήθελε τα μηνύματά μας", "en": "did not want our mails"}
    assert warned[language] in text_of(read(client, f"{DESK}{blocked.pk}/unblock/"))
    assert not rules.may_write_to("anna@nima.example")

    answer = client.post(f"{DESK}{blocked.pk}/unblock/")

    assert (answer["Location"], rules.may_write_to("anna@nima.example")) == (DESK, True)
    entry = ModelLogEntry.objects.get(action="mail.unblock")
    assert (entry.user, entry.data) == (administrator, {"reason": "complaint"})
    assert "anna" not in f"{entry.label}{entry.data}"


@BOTH
def test_an_administrator_blocks_who_complained(language: str, administrator: User) -> None:
    User.objects.filter(pk=administrator.pk).update(language=language)
    client = enter(administrator)

    answer = client.post(DESK, {"address": "anna@nima.example", "reason": "complaint"})

    assert answer["Location"] == DESK
    assert not rules.may_write_to("anna@nima.example")
    assert ModelLogEntry.objects.filter(action="mail.block", user=administrator).count() == 1


@BOTH
@pytest.mark.parametrize(
    "typed", [{}, {"address": "anna@", "reason": "bounced"}, {"address": "a" * 300 + "@x.example"}]
)
def test_what_cannot_be_blocked_is_refused_beside_the_field(
    language: str, typed: dict[str, str], administrator: User
) -> None:
    User.objects.filter(pk=administrator.pk).update(language=language)

    answer = enter(administrator).post(DESK, typed)

    page = answer.content.decode()
    assert (answer.status_code, BlockedAddress.objects.count()) == (422, 0)
    assert page.count('class="error-message"') == 2
    assert typed.get("address", "") in page
    assert faults(page) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_every_number_of_rows(number: int, administrator: User) -> None:
    for one in range(number):
        make_blocked(f"reader-{one}@nima.example")

    assert count_queries(enter(administrator), DESK) == 16


# What is kept about people


def test_a_copy_holds_the_blocks_of_ones_own_addresses(member: User, stranger: User) -> None:
    make_blocked(member.email.upper(), answer="550 5.1.1")
    make_blocked(stranger.email)

    copying.ask(member)

    (row,) = rows_of_copy("That we write no more to an address of yours")
    assert (row["reason"], row["answer"]) == ("bounced", "550 5.1.1")


def test_erasing_an_account_leaves_the_block_without_its_address(db: None) -> None:
    leaving = make_user("leaving", "member")
    make_blocked(leaving.email)
    make_blocked("other@nima.example")

    erasing.erase(leaving)

    assert not rules.may_write_to("leaving@nima.example")
    assert set(BlockedAddress.objects.values_list("address", flat=True)) == {"", "other@nima.example"}


@BOTH
def test_the_register_tells_of_it(language: str, db: None) -> None:
    with override(language):
        page = text_of(read(Client(), f"/{language}/what-we-keep/"))

    assert {"el": "δεν γράφουμε πια", "en": "we write no more"}[language] in page
