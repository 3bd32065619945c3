"""Passkeys: added, named, removed; they sign in alone, stand for the second step, and let nobody else in."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from mail.models import Message
from network_members import rules
from network_members.models import User
from tests.factories.people import PASSWORD
from tests.network_members.device import ADD, HOST, SECOND, SIGN_IN, Device, add, sign_in
from tests.network_members.entrance import is_in, the_mail, words_of
from tests.network_members.rooms import BACKEND, in_greek

INDEX = "/en/account/2fa/"
NOT_TAKEN = "This passkey was not taken. Try again, or choose another way to sign in."
NO_ANSWERS = ["", "{", "[]", "1", '"x"', "null", "{}", json.dumps({"id": "x", "rawId": "x", "response": {}})]
TWISTED = [
    {"response": {}},
    {"response": "x"},
    {"rawId": "!"},
    {"id": 1, "rawId": 1},
    {"response": {"clientDataJSON": "e30", "attestationObject": "AA", "authenticatorData": "AA", "signature": "AA"}},
    {"clientExtensionResults": "α" * 30_000},
]


@pytest.fixture
def home(member: User) -> Client:
    """The member's browser, which has just typed the password."""
    return proved(member)


@pytest.fixture
def device() -> Device:
    """The member's telephone."""
    return Device()


def proved(person: User) -> Client:
    """Return a browser that is signed in and has typed the password once more."""
    client = Client(SERVER_NAME=HOST)
    client.force_login(person, BACKEND)
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})
    return client


def passkeys(person: User) -> list[str]:
    """Return the names of somebody's passkeys."""
    return [one.wrap().name for one in Authenticator.objects.filter(user=person, type="webauthn")]


def test_a_passkey_is_added_told_by_mail_and_comes_with_recovery_codes(
    home: Client, member: User, device: Device
) -> None:
    response = add(home, device)

    assert response["Location"] == "/en/account/2fa/recovery-codes/"
    assert passkeys(member) == ["Telephone"]
    assert the_mail("webauthn_added", member.email).subject == "Προστέθηκε κλειδί πρόσβασης"
    assert "Telephone" in words_of(home.get(INDEX))


def test_adding_one_asks_for_the_password_first(member: User) -> None:
    client = Client(SERVER_NAME=HOST)
    client.force_login(member, BACKEND)

    assert "/reauthenticate/" in client.get(ADD)["Location"]


def test_a_passkey_without_a_name_gets_one(home: Client, member: User, device: Device) -> None:
    add(home, device, "")

    assert passkeys(member) == ["Passkey 1"]


def test_a_passkey_signs_in_alone(home: Client, member: User, device: Device) -> None:
    add(home, device)
    client = Client(SERVER_NAME=HOST)

    response = sign_in(client, device, next="/en/my/profile/")

    assert (response["Location"], is_in(client, member)) == ("/en/my/profile/", True)


def test_the_button_for_it_waits_on_the_page_for_signing_in(client: Client, db: None) -> None:
    page = client.get("/en/account/login/?next=/en/my/profile/").content.decode()

    assert f'action="{SIGN_IN}" method="post" hidden' in page
    assert page.count('name="next" value="/en/my/profile/"') >= 1


def test_it_stands_for_the_second_step_of_staff(editor: User) -> None:
    Authenticator.objects.filter(user=editor).delete()
    assert rules.needs_second_factor(editor)
    device, client = Device(), proved(User.objects.get(pk=editor.pk))

    add(client, device)

    assert not rules.needs_second_factor(editor)
    fresh = Client(SERVER_NAME=HOST)
    sign_in(fresh, device)
    assert fresh.get("/admin/").status_code == 200


def test_after_the_password_it_is_asked_for(home: Client, member: User, device: Device) -> None:
    add(home, device)
    client = Client(SERVER_NAME=HOST)
    entered = client.post("/en/account/login/", {"login": member.email, "password": PASSWORD})
    assert (entered["Location"], is_in(client, member)) == (SECOND, False)

    question = client.get(SECOND).context["js_data"]["request_options"]["publicKey"]
    client.post(SECOND, {"credential": json.dumps(device.shown(question))})

    assert is_in(client, member)


def test_it_proves_who_somebody_is_before_something_important(home: Client, member: User, device: Device) -> None:
    add(home, device)
    client = Client(SERVER_NAME=HOST)
    client.force_login(User.objects.get(pk=member.pk), BACKEND)
    page = client.get(f"{INDEX}webauthn/reauthenticate/?next={ADD}")
    answer = device.shown(page.context["js_data"]["request_options"]["publicKey"])

    response = client.post(f"{INDEX}webauthn/reauthenticate/?next={ADD}", {"credential": json.dumps(answer)})

    assert response["Location"] == ADD
    assert client.get(ADD).status_code == 200


def test_it_is_renamed(home: Client, member: User, device: Device) -> None:
    add(home, device)
    key = Authenticator.objects.get(user=member, type="webauthn").pk

    assert home.post(f"{INDEX}webauthn/keys/{key}/edit/", {"name": ""}).status_code == 422
    home.post(f"{INDEX}webauthn/keys/{key}/edit/", {"name": "Το κινητό μου"})

    assert passkeys(member) == ["Το κινητό μου"]


def test_once_removed_it_opens_nothing(home: Client, member: User, device: Device) -> None:
    add(home, device)
    key = Authenticator.objects.get(user=member, type="webauthn").pk
    assert "Telephone" in words_of(home.get(f"{INDEX}webauthn/keys/{key}/remove/"))

    home.post(f"{INDEX}webauthn/keys/{key}/remove/")

    client = Client(SERVER_NAME=HOST)
    sign_in(client, device)
    assert (passkeys(member), is_in(client, member)) == ([], False)
    assert the_mail("webauthn_removed", member.email).language == "el"
    assert not Authenticator.objects.filter(user=member).exists()


def test_the_passkey_of_somebody_else_is_not_there(home: Client, stranger: User, device: Device) -> None:
    add(home, device)
    key = Authenticator.objects.get(type="webauthn").pk
    client = proved(stranger)

    answers = [
        getattr(client, method)(f"{INDEX}webauthn/keys/{key}/{what}/", {"name": "Mine"}).status_code
        for method in ("get", "post")
        for what in ("edit", "remove")
    ]

    assert (answers, Authenticator.objects.get(pk=key).wrap().name) == ([404] * 4, "Telephone")


@pytest.mark.parametrize(
    "changes",
    [{"knows": False}, {"origin": "http://localhost.evil.example"}, {"key": Device().key}, {"number": b"another one"}],
    ids=lambda changes: next(iter(changes)),
)
def test_another_device_and_another_site_are_refused(
    changes: dict[str, Any], home: Client, member: User, device: Device
) -> None:
    add(home, device)
    for name, value in changes.items():
        setattr(device, name, value)
    client = Client(SERVER_NAME=HOST)

    page = client.get(sign_in(client, device)["Location"])

    assert NOT_TAKEN in words_of(page)
    assert not is_in(client, member)


def test_an_answer_works_once(home: Client, member: User, device: Device) -> None:
    add(home, device)
    client = Client(SERVER_NAME=HOST)
    question = client.get(SIGN_IN, headers={"accept": "application/json"}).json()["publicKey"]
    answer = {"credential": json.dumps(device.shown(question))}
    client.post(SIGN_IN, answer)
    client.post("/en/account/logout/")

    client.post(SIGN_IN, answer)

    assert not is_in(client, member)


def test_a_device_that_asked_for_nothing_is_not_added(home: Client, member: User) -> None:
    response = add(home, Device(knows=False))

    assert (response.status_code, passkeys(member)) == (422, [])
    assert NOT_TAKEN in words_of(response)
    assert Message.objects.count() == 0


@pytest.mark.parametrize("sent", NO_ANSWERS)
def test_what_is_no_answer_is_refused_in_the_language_of_the_page(
    sent: str, home: Client, member: User, device: Device
) -> None:
    home.get(ADD)
    added = home.post(ADD.replace("/en/", "/el/"), {"name": "Κινητό", "credential": sent})
    signed = Client(SERVER_NAME=HOST).post(SIGN_IN, {"credential": sent})

    assert (added.status_code, signed.status_code, passkeys(member)) == (422, 302, [])
    assert in_greek(NOT_TAKEN) in words_of(added)
    assert 'value="Κινητό"' in added.content.decode()


@pytest.mark.parametrize("twist", TWISTED, ids=str)
def test_a_twisted_answer_is_refused(twist: dict[str, Any], home: Client, member: User, device: Device) -> None:
    add(home, device)
    home.get(ADD)
    made = home.post(
        ADD, {"credential": json.dumps({**device.made({"user": {"id": "1"}, "challenge": b"x"}), **twist})}
    )
    client = Client(SERVER_NAME=HOST)
    question = client.get(SIGN_IN, headers={"accept": "application/json"}).json()["publicKey"]
    shown = client.post(SIGN_IN, {"credential": json.dumps({**device.shown(question), **twist})})

    assert (made.status_code, shown.status_code, is_in(client, member)) == (422, 302, False)
    assert passkeys(member) == ["Telephone"]


def test_opened_by_hand_the_address_of_the_button_leads_to_the_page(client: Client, db: None) -> None:
    assert client.get(SIGN_IN)["Location"] == "/en/account/login/"


def test_who_is_closed_out_is_told_so(home: Client, member: User, device: Device) -> None:
    add(home, device)
    User.objects.filter(pk=member.pk).update(is_active=False)
    client = Client(SERVER_NAME=HOST)

    response = sign_in(client, device)

    assert (response["Location"], is_in(client, member)) == ("/en/account/inactive/", False)
