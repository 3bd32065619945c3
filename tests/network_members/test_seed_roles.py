"""`manage.py seed_roles`: one account per role in two organisations, never on a real site."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from mail.models import Message
from network_members.models import MembershipRequest, Organisation, User
from network_members.roles import Role
from network_members.samples import PASSWORD, ROLES
from tests.factories.words import make_term
from tests.network_members.entrance import code_of_app, is_in, sign_in
from vocabulary.models import Country, Place

KEYS = {
    "role",
    "email",
    "password",
    "organisation",
    "language",
    "second_step",
    "login_url",
    "home_url",
    "admin_url",
}


def seed() -> list[dict[str, str]]:
    """Run the command, and return what it prints."""
    printed = StringIO()
    call_command("seed_roles", "--json", stdout=printed)
    found: list[dict[str, str]] = json.loads(printed.getvalue())
    return found


def everything() -> list[Any]:
    """Return what a second run must not change."""
    people = User.objects.order_by("pk").values_list("pk", "email", "password", "organisation", "groups__name")
    return [list(people), Organisation.objects.count(), MembershipRequest.objects.count(), Message.objects.count()]


def test_each_role_gets_an_account_in_two_organisations(db: None) -> None:
    logins = seed()

    expected = {*Role.values, "applicant", "superuser"}
    assert [set(login) for login in logins] == [KEYS] * len(logins)
    assert {(login["role"], login["email"].partition("@")[2]) for login in logins} == {
        (role, body) for role in expected for body in ("sample-north.example", "sample-south.example")
    }
    for login in logins:
        person = User.objects.get(email=login["email"])
        assert set(person.role_codes) == set(ROLES[login["role"]])
        assert (person.is_superuser, person.is_approved) == (login["role"] == "superuser", login["role"] != "applicant")


def test_the_addresses_are_in_the_language_of_the_account(db: None) -> None:
    homes = {login["language"]: (login["login_url"], login["home_url"], login["admin_url"]) for login in seed()}

    base = "http://127.0.0.1:8000"
    assert homes == {
        code: (f"{base}/{code}/account/login/", f"{base}/{code}/my/", f"{base}/admin/") for code in ("el", "en")
    }


def test_a_second_run_changes_nothing(db: None) -> None:
    first = seed()
    before = everything()

    assert seed() == first
    assert everything() == before


def test_a_second_run_makes_spent_accounts_as_good_as_new(db: None) -> None:
    seed()
    person = User.objects.get(email="editor@sample-north.example")
    person.groups.clear()
    person.set_password("something else")
    person.is_active = False
    person.save()
    MembershipRequest.objects.all().delete()

    seed()

    person = User.objects.get(pk=person.pk)
    assert (set(person.role_codes), person.is_active, person.check_password(PASSWORD)) == (
        {"member", "editor"},
        True,
        True,
    )
    assert set(MembershipRequest.objects.values_list("state", flat=True)) == {"pending"}


def test_everybody_can_sign_in_with_what_is_printed(db: None) -> None:
    for login in seed()[:3]:
        client = Client()
        sign_in(client, login["email"], login["password"])
        assert is_in(client, User.objects.get(email=login["email"]))


def test_staff_signs_in_with_the_second_step_that_is_printed(db: None) -> None:
    login = next(one for one in seed() if one["role"] == "editor")
    client = Client()
    response = sign_in(client, login["email"], login["password"])

    client.post(response["Location"], {"code": code_of_app(login["second_step"])})

    assert client.get("/admin/").status_code == 200


def test_only_who_enters_the_admin_has_a_second_step(db: None) -> None:
    assert {login["role"] for login in seed() if login["second_step"]} == {
        "moderator",
        "translator",
        "editor",
        "administrator",
        "superuser",
    }


def test_the_demo_does_without_a_second_step(db: None, settings: Any) -> None:
    settings.DEMO, settings.SAMPLE_ACCOUNTS = True, False

    assert {login["second_step"] for login in seed()} == {""}


def test_a_network_that_has_places_keeps_them(council: Organisation) -> None:
    seed()

    assert list(Place.objects.anchors()) == [council.place]


def test_a_network_that_has_countries_keeps_them(db: None) -> None:
    greece = make_term(Country, "gr", ("Ελλάδα", "Greece"))

    seed()

    assert list(Country.objects.anchors()) == [greece]
    assert Place.objects.anchors().get().country == greece


def test_without_json_it_prints_a_line_per_account(db: None) -> None:
    printed = StringIO()

    call_command("seed_roles", stdout=printed)

    assert len(printed.getvalue().splitlines()) == 2 * len(ROLES)
    assert "editor@sample-north.example" in printed.getvalue()


def test_a_real_site_gets_no_sample_accounts(db: None, settings: Any) -> None:
    settings.DEMO = settings.SAMPLE_ACCOUNTS = False

    with pytest.raises(CommandError, match="only for the demo and for tests"):
        call_command("seed_roles")

    assert not User.objects.exists()
