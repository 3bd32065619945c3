"""Anybody writes to an organisation: it gets one mail, the writer a receipt, and no page shows an address."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from mail.models import Message
from network_members.models import Organisation
from tests.network_members.rooms import in_greek, page_of, value_of, words_of

EN, EL = "/en/organisations/patras-council/", "/el/organisations/patras-council/"


@pytest.fixture
def body(council: Organisation) -> Organisation:
    """The council, which takes messages."""
    council.email = "council@patras.example"
    council.save()
    return council


def letter(**changed: str) -> dict[str, str]:
    """Return what a visitor fills in."""
    return {"name": "Ada", "email": "ada@visitor.example", "text": "Two\nlines", "token": str(uuid4()), **changed}


def mails() -> list[tuple[str, str, str]]:
    """Return kind, reader and language of all mails."""
    return list(Message.objects.order_by("pk").values_list("kind", "recipient", "language"))


def test_a_letter_reaches_its_body_and_a_receipt_who_wrote_it(client: Client, body: Organisation) -> None:
    response = client.post(f"{EN}write/", letter())

    assert (response.status_code, response["Location"]) == (302, f"{EN}write/?sent")
    assert mails() == [
        ("letter", "council@patras.example", "el"),
        ("letter_receipt", "ada@visitor.example", "en"),
    ]
    first, receipt = Message.objects.order_by("pk")
    assert (first.reply_to, "Two\nlines" in first.text) == ("Ada <ada@visitor.example>", True)
    assert ("Two" in receipt.text, f"{EN}\n" in receipt.text) == (False, True)
    assert "Your message has been sent." in words_of(client.get(response["Location"]))


def test_a_body_abroad_gets_its_letters_in_english(client: Client, body: Organisation) -> None:
    country = body.place.country
    country.code = "pt"
    country.save()

    client.post(f"{EL}write/", letter())

    assert mails() == [("letter", "council@patras.example", "en"), ("letter_receipt", "ada@visitor.example", "el")]


def test_nothing_typed_is_lost_when_something_lacks(client: Client, body: Organisation) -> None:
    page = page_of(client.post(f"{EL}write/", letter(email="no address")), 422)

    assert (value_of(page, "name"), value_of(page, "email")) == ("Ada", "no address")
    assert "Two\nlines</textarea>" in page
    assert 'aria-invalid="true"' in page
    assert mails() == []


def test_a_letter_that_is_sent_twice_leaves_once(client: Client, body: Organisation) -> None:
    same = letter()

    answers = [client.post(f"{EN}write/", same)["Location"] for _time in range(2)]

    assert (answers, len(mails())) == ([f"{EN}write/?sent"] * 2, 2)


def test_many_letters_from_one_connection_wait_and_stay_typed(client: Client, body: Organisation) -> None:
    for _time in range(5):
        client.post(f"{EN}write/", letter())
    before = len(mails())

    response: Any = client.post(f"{EL}write/", letter(text="Sixth"))

    assert "Sixth</textarea>" in page_of(response, 429)
    assert in_greek(
        "Many messages have come from your connection. Your text is kept here: please send it in an hour."
    ) in words_of(response, 429)
    assert len(mails()) == before


def test_an_address_gets_no_more_receipts_than_mails_in_a_day(client: Client, body: Organisation) -> None:
    for _time in range(5):
        client.post(f"{EN}write/", letter())

    assert [kind for kind, *_rest in mails()].count("letter_receipt") == 3


@pytest.mark.parametrize("name", ["Ada\r\nBcc: all@visitor.example", "Ada\x00", "Ada <x@y.example>"])
def test_a_name_never_adds_a_header(name: str, client: Client, body: Organisation) -> None:
    client.post(f"{EN}write/", letter(name=name))

    assert {reply for reply in Message.objects.values_list("reply_to", flat=True) if "\n" in reply} == set()
    assert {reader for _kind, reader, _language in mails()} <= {"council@patras.example", "ada@visitor.example"}


def test_a_letter_that_fails_may_be_sent_again(client: Client, body: Organisation) -> None:
    same = letter()
    client.raise_request_exception = False
    Organisation.objects.update(email="broken")
    assert client.post(f"{EN}write/", same).status_code == 500

    Organisation.objects.update(email="council@patras.example")
    client.post(f"{EN}write/", same)

    assert len(mails()) == 2


def test_no_cache_keeps_the_form(client: Client, body: Organisation) -> None:
    response = client.get(f"{EN}write/")

    assert "no-store" in response["Cache-Control"]
    assert "council@patras.example" not in page_of(response)


@pytest.mark.parametrize(("listed", "email"), [(True, ""), (False, "council@patras.example")])
def test_who_takes_no_messages_or_is_not_shown_has_no_form(
    listed: bool, email: str, client: Client, council: Organisation
) -> None:
    Organisation.objects.update(listed=listed, email=email)

    assert [client.get(f"{EN}write/").status_code, client.post(f"{EN}write/", letter()).status_code] == [404, 404]
    assert mails() == []
