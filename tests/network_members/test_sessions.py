"""When sessions end: all others with a change of credentials, every one by a button, and a stranger's password."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.test import Client

from network_members.models import User
from tests.factories.people import PASSWORD
from tests.network_members.entrance import NEW_PASSWORD, is_in, link_in, sign_in, the_mail, words_of
from tests.network_members.rooms import enter, page_of
from tests.network_members.test_second_factor import set_up

CODE = "/en/account/login/code/"
EVERYWHERE = "/en/account/logout/everywhere/"


def gets_in(client: Client) -> bool:
    """Say whether a browser still opens the own space."""
    return client.get("/en/my/").status_code == 200


def enter_by_code(client: Client, address: str) -> Any:
    """Sign in with a code that was sent by mail."""
    asked = client.post(CODE, {"email": address})
    return client.post(asked["Location"], {"code": the_mail("login_code", address).text.split("\n\n")[2]})


def test_the_second_step_ends_all_other_sessions_when_it_comes_and_when_it_goes(member: User, client: Client) -> None:
    other = enter(member)
    set_up(client, member)
    assert (gets_in(client), gets_in(other)) == (True, False)

    other = enter(User.objects.get(pk=member.pk))
    client.post("/en/account/2fa/totp/deactivate/")
    assert (gets_in(client), gets_in(other)) == (True, False)


def test_a_new_address_ends_all_other_sessions(member: User, client: Client) -> None:
    other = enter(member)
    sign_in(client, member)
    client.post("/en/account/email/", {"email": "new@nima.example", "action_add": ""})
    client.post("/en/account/reauthenticate/?next=/en/account/email/", {"password": PASSWORD})
    client.post(link_in(the_mail("email_confirmation", "new@nima.example")))

    assert User.objects.get(pk=member.pk).email == "new@nima.example"
    assert (gets_in(client), gets_in(other)) == (True, False)


def test_signing_out_everywhere_ends_this_session_too(member: User, client: Client) -> None:
    other = enter(member)
    sign_in(client, member)
    assert EVERYWHERE in page_of(client.get("/en/my/"))

    page = client.post(EVERYWHERE, follow=True)

    assert "You are signed out everywhere." in words_of(page)
    assert (gets_in(client), gets_in(other)) == (False, False)
    assert gets_in(enter(User.objects.get(pk=member.pk)))


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_only_the_button_signs_out_everywhere(method: str, member: User) -> None:
    client = enter(member)

    assert getattr(client, method)(EVERYWHERE).status_code == 405
    assert gets_in(client)


def test_a_session_from_before_an_update_of_the_site_goes_on(member: User, client: Client) -> None:
    client.force_login(member)

    assert super(get_user_model(), member).get_session_auth_hash() == member.get_session_auth_hash()
    assert gets_in(client)


def test_a_stranger_keeps_no_password_for_an_address_that_its_owner_verifies_by_code(
    applicant: User, client: Client
) -> None:
    EmailAddress.objects.filter(user=applicant).update(verified=False)

    enter_by_code(client, applicant.email)

    assert is_in(client, applicant)
    stranger = Client()
    sign_in(stranger, applicant)
    assert not is_in(stranger, applicant)
    assert not User.objects.get(pk=applicant.pk).has_usable_password()


def test_who_lost_the_password_that_way_chooses_one(applicant: User, client: Client) -> None:
    EmailAddress.objects.filter(user=applicant).update(verified=False)
    enter_by_code(client, applicant.email)

    client.post("/en/account/password/set/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert User.objects.get(pk=applicant.pk).check_password(NEW_PASSWORD)


def test_a_code_leaves_the_password_of_a_verified_address_alone(member: User, client: Client) -> None:
    enter_by_code(client, member.email)

    assert is_in(client, member)
    assert User.objects.get(pk=member.pk).check_password(PASSWORD)
