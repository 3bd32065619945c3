"""Staff enters the admin with two steps only; whoever wants may have them too."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client, override_settings
from time_machine import TimeMachineFixture

from mail.models import Message
from network_members.models import User
from network_members.sealing import seal, unseal
from tests.factories.people import PASSWORD, SECRET
from tests.network_members.entrance import (
    NEW_PASSWORD,
    code_of_app,
    is_in,
    link_in,
    sign_in,
    the_mail,
    title_of,
    words_of,
)

SECOND_STEP = "/en/account/2fa/authenticate/"
NOW = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)
STAFF = ["moderator", "translator", "editor", "administrator", "superuser"]


@pytest.fixture
def person(request: pytest.FixtureRequest) -> User:
    """Somebody of the cast."""
    user: User = request.getfixturevalue(request.param)
    return user


def come_in(client: Client, person: User) -> None:
    """Sign somebody in as they are now: a second step that came or went has begun another round of sessions."""
    person.refresh_from_db()
    client.force_login(person)


def confirm_password(client: Client, response: Any) -> Any:
    """Type the password where a page asks for it; return where that leads."""
    assert "/reauthenticate/" in response["Location"]
    return client.post(response["Location"], {"password": PASSWORD})


def recovery_codes(person: User) -> list[str]:
    codes: list[str] = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    return codes


def set_up(client: Client, person: User) -> str:
    """Set the second step up as the page says; return the secret."""
    come_in(client, person)
    confirm_password(client, client.get("/en/account/2fa/totp/activate/"))
    page = client.get("/en/account/2fa/totp/activate/")
    secret = re.search(r"<code.*?>([A-Z2-7 ]+)</code>", page.content.decode())
    assert secret
    key = secret[1].replace(" ", "")
    response = client.post("/en/account/2fa/totp/activate/", {"code": code_of_app(key)})
    assert response["Location"] == "/en/account/2fa/recovery-codes/"
    return key


# The admin's door


@pytest.mark.parametrize("person", STAFF, indirect=True)
def test_staff_with_two_steps_enters(person: User, client: Client) -> None:
    come_in(client, person)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("person", STAFF, indirect=True)
def test_staff_without_a_second_step_is_led_to_set_it_up(person: User, client: Client) -> None:
    Authenticator.objects.filter(user=person).delete()
    come_in(client, person)

    for response in (client.get("/admin/"), client.post("/admin/pages/2/edit/"), client.get("/admin/api/main/pages/")):
        assert response["Location"] == f"/{person.language}/account/2fa/totp/activate/"


def test_the_reason_is_said(editor: User, client: Client) -> None:
    Authenticator.objects.filter(user=editor).delete()
    come_in(client, editor)

    page = client.get("/admin/", follow=True)

    assert "Πριν μπείτε στους χώρους της σύνταξης, ορίστε ένα δεύτερο βήμα σύνδεσης." in words_of(page)


@override_settings(DEMO=True)
def test_the_demo_alone_does_without(editor: User, client: Client) -> None:
    Authenticator.objects.filter(user=editor).delete()
    come_in(client, editor)

    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_are_no_second_step(editor: User, client: Client) -> None:
    Authenticator.objects.filter(user=editor).update(type="recovery_codes", data={"seed": seal("a"), "used_mask": 0})
    come_in(client, editor)

    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("person", ["applicant", "member", "facilitator"], indirect=True)
def test_others_get_no_further_than_the_door(person: User, client: Client) -> None:
    come_in(client, person)

    assert client.get("/admin/").status_code == 403
    assert client.post("/admin/logout/").status_code == 302


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("/admin/", "/el/account/login/?next=/admin/"),
        ("/admin/login/", "/el/account/login/"),
        ("/admin/login/?next=/admin/pages/", "/el/account/login/?next=/admin/pages/"),
        ("/admin/password_reset/", "/el/account/password/reset/"),
        ("/admin/password_reset/confirm/MQ/set-password/", "/el/account/password/reset/"),
        ("/admin/password_reset/done/", "/el/account/password/reset/"),
        ("/el/_util/login/?next=/el/", "/el/account/login/?next=/el/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_doors_lead_to_the_one_login(
    door: str, leads_to: str, method: str, editor: User, client: Client
) -> None:
    response = getattr(client, method)(
        door, {"username": editor.email, "password": PASSWORD} if method == "post" else {}
    )

    assert (response.status_code, response["Location"], is_in(client, editor)) == (302, leads_to, False)


# Signing in


def test_the_password_is_but_the_first_step(editor: User, client: Client) -> None:
    first = sign_in(client, editor)
    assert (first["Location"], is_in(client, editor)) == (SECOND_STEP, False)
    assert client.get("/admin/").status_code == 302

    wrong = client.post(SECOND_STEP, {"code": "000000"})
    assert (wrong.status_code, title_of(wrong)) == (422, "Error: The second step · Nima")
    client.post(SECOND_STEP, {"code": code_of_app()})

    assert is_in(client, editor)


@pytest.mark.parametrize("later", [0, 31, 59])
def test_a_code_of_the_app_works_once(
    later: int, editor: User, client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    code, other = code_of_app(), Client()
    sign_in(client, editor)
    client.post(SECOND_STEP, {"code": code})

    time_machine.move_to(NOW + timedelta(seconds=later), tick=False)
    sign_in(other, editor)
    other.post(SECOND_STEP, {"code": f"{code[:3]} {code[3:]}"})

    assert (is_in(client, editor), is_in(other, editor)) == (True, False)


@pytest.mark.parametrize(("later", "enters"), [(45, True), (61, False)])
def test_a_code_of_the_app_may_be_typed_slowly(
    later: int, enters: bool, editor: User, client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    code = code_of_app()
    sign_in(client, editor)

    time_machine.move_to(NOW + timedelta(seconds=later), tick=False)
    client.post(SECOND_STEP, {"code": code})

    assert is_in(client, editor) == enters


def test_a_recovery_code_stands_in_once(member: User, client: Client) -> None:
    set_up(client, member)
    code = recovery_codes(member)[0]
    browsers = Client(), Client()
    for browser in browsers:
        sign_in(browser, member)
        browser.post(SECOND_STEP, {"code": code})

    assert [is_in(browser, member) for browser in browsers] == [True, False]


def test_neither_a_mailed_code_nor_a_new_password_skips_the_second_step(editor: User, client: Client) -> None:
    where = client.post("/en/account/login/code/", {"email": editor.email})["Location"]
    code = the_mail("login_code", editor.email).text.split("\n\n")[2]
    assert client.post(where, {"code": code})["Location"] == SECOND_STEP

    other = Client()
    other.post("/en/account/password/reset/", {"email": editor.email})
    form = other.get(link_in(the_mail("password_reset_key", editor.email)))["Location"]
    other.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert (is_in(client, editor), is_in(other, editor)) == (False, False)
    assert sign_in(other, editor, NEW_PASSWORD)["Location"] == SECOND_STEP


# Setting it up


def test_setting_it_up_asks_for_the_password_and_shows_the_key(member: User, client: Client) -> None:
    come_in(client, member)
    asked = client.get("/el/account/2fa/totp/activate/")
    assert client.post(asked["Location"], {"password": "wrong"}).status_code == 422
    confirm_password(client, asked)

    page = client.get("/el/account/2fa/totp/activate/")
    wrong = client.post("/el/account/2fa/totp/activate/", {"code": "12345"})

    key = re.search(r"<code.*?>(.*?)</code>", page.content.decode())
    assert key
    assert len(key[1].split()) == 8
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert (wrong.status_code, key[1] in wrong.content.decode()) == (422, True)
    assert not Authenticator.objects.exists()


def test_setting_it_up_switches_it_on_and_tells_by_mail(
    member: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        set_up(client, member)

    page = client.get("/en/account/2fa/recovery-codes/")
    download = client.get("/en/account/2fa/recovery-codes/download/").content.decode()

    assert all(code in words_of(page) and code in download for code in recovery_codes(member))
    assert the_mail("totp_activated", member.email).language == "el"
    assert "no-store" in page["Cache-Control"]
    assert sign_in(Client(), member)["Location"] == SECOND_STEP


def test_new_recovery_codes_end_the_former(
    member: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    set_up(client, member)
    former = recovery_codes(member)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/2fa/recovery-codes/generate/")

    assert not set(former) & set(recovery_codes(member))
    assert the_mail("recovery_codes_generated", member.email)


def test_switching_it_off_asks_again_and_tells_by_mail(member: User, client: Client) -> None:
    set_up(client, member)
    late = Client()
    come_in(late, member)

    asked = late.post("/en/account/2fa/totp/deactivate/")
    assert (asked.status_code, Authenticator.objects.count()) == (302, 2)
    confirm_password(late, asked)

    assert not Authenticator.objects.exists()
    assert the_mail("totp_deactivated", member.email)


def test_a_code_of_the_app_stands_in_for_the_password_asked_again(member: User, client: Client) -> None:
    secret = set_up(client, member)
    late = Client()
    come_in(late, member)

    page = late.get(late.get("/en/account/2fa/recovery-codes/generate/")["Location"])
    other = re.search(r'href="(/en/account/2fa/reauthenticate/[^"]*)"', page.content.decode())
    assert other
    response = late.post(other[1], {"code": code_of_app(secret)})

    assert response["Location"] == "/en/account/2fa/recovery-codes/generate/"


def test_a_new_address_that_waits_holds_the_second_step_back(member: User, client: Client) -> None:
    come_in(client, member)
    EmailAddress.objects.create(user=member, email="new@nima.example")

    response = client.get("/en/account/2fa/totp/activate/", follow=True)

    assert "Verify your new address first, or drop it." in words_of(response)


# What is stored


def test_the_database_alone_opens_no_account(member: User, client: Client) -> None:
    secret = set_up(client, member)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored
    assert not any(code in stored for code in recovery_codes(member))
    assert not any(secret in message.text for message in Message.objects.all())


def test_former_keys_of_the_site_still_open_what_they_sealed() -> None:
    sealed = seal(SECRET)

    with override_settings(SECRET_KEY="a-new-key", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]):
        assert (unseal(sealed), unseal(seal("another"))) == (SECRET, "another")


def test_a_lost_key_of_the_site_opens_nothing_and_breaks_nothing(editor: User, client: Client) -> None:
    with override_settings(SECRET_KEY=settings.SECRET_KEY + "lost"):
        sign_in(client, editor)
        response = client.post(SECOND_STEP, {"code": code_of_app()})

    assert (response.status_code, is_in(client, editor)) == (422, False)
