"""Guessing is slow, nobody learns who has an account, and who is locked out finds another way in."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test import Client, override_settings
from time_machine import TimeMachineFixture

from mail.models import Message
from network_members import account_forms
from network_members.models import MembershipRequest, User
from tests.factories.people import PASSWORD
from tests.factories.words import make_place
from tests.network_members.entrance import NEW_PASSWORD, is_in, link_in, sign_in, the_mail, title_of, words_of

UNKNOWN = "nobody@nima.example"
LOCKED_OUT = {
    "en": "Too many wrong passwords. Wait five minutes, or have a sign-in code sent to your address.",
    "el": "Πολλοί λανθασμένοι κωδικοί πρόσβασης. Περιμένετε πέντε λεπτά ή ζητήστε να σας στείλουμε κωδικό",
}


def guess(who: User | str, times: int, address: str = "192.0.2.1", **extra: Any) -> list[int]:
    """Try wrong passwords, each from a browser of its own; return the answers."""
    return [
        sign_in(Client(), who, f"wrong-{number}", REMOTE_ADDR=address, **extra).status_code for number in range(times)
    ]


def request_form(email: str) -> dict[str, str]:
    """Return what somebody types to become a member."""
    names = {"first_name": "Άννα", "last_name": "Παππά", "organisation_name": "Σύλλογος"}
    words = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    return {**names, **words, "email": email, "language": "el", "country": "gr"}


# Guessing


@pytest.mark.parametrize("language", ["en", "el"])
def test_the_sixth_guess_is_not_even_looked_at(language: str, member: User, client: Client) -> None:
    assert guess(member, 6) == [422] * 5 + [429]

    response = sign_in(client, member, language=language, REMOTE_ADDR="198.51.100.7")

    assert (response.status_code, is_in(client, member)) == (429, False)
    assert LOCKED_OUT[language] in words_of(response)
    assert title_of(response).startswith({"en": "Error: ", "el": "Σφάλμα: "}[language])
    assert f'value="{member.email}"' in response.content.decode()


def test_five_minutes_later_the_door_opens(member: User, client: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to("2027-01-05 10:00:00+00:00")
    guess(member, 6)

    time_machine.move_to("2027-01-05 10:05:01+00:00")
    sign_in(client, member)

    assert is_in(client, member)


def test_who_is_locked_out_enters_by_mail(member: User, client: Client) -> None:
    guess(member, 6, address="127.0.0.1")

    where = client.post("/en/account/login/code/", {"email": member.email})["Location"]
    client.post(where, {"code": the_mail("login_code", member.email).text.split("\n\n")[2]})

    assert is_in(client, member)


def test_a_new_password_ends_the_lock(member: User, client: Client) -> None:
    guess(member, 6)
    client.post("/en/account/password/reset/", {"email": member.email})
    form = client.get(link_in(the_mail("password_reset_key", member.email)))["Location"]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    sign_in(client, member, NEW_PASSWORD)

    assert is_in(client, member)


def test_right_passwords_in_between_give_no_more_guesses(member: User, client: Client) -> None:
    guess(member, 4)
    sign_in(client, member)

    assert guess(member, 2) == [422, 429]


def test_another_name_of_the_site_gives_no_more_guesses(member: User) -> None:
    guess(member, 5)

    assert guess(member, 1, HTTP_HOST="localhost") == [429]


def test_one_computer_gets_ten_guesses_a_minute_over_all_accounts(db: None) -> None:
    answers = [guess(f"person{number}@nima.example", 1) for number in range(11)]

    assert answers == [[422]] * 10 + [[429]]
    assert guess("other@nima.example", 1, address="192.0.2.2") == [422]


def test_guesses_through_other_forms_count_as_well(member: User, client: Client) -> None:
    client.force_login(member)
    typed = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    answers = [client.post("/en/account/password/change/", typed).status_code for _try in range(3)]
    answers += [client.post("/en/account/reauthenticate/", {"password": "wrong"}).status_code for _try in range(3)]

    assert answers == [422] * 5 + [429]
    assert sign_in(Client(), member).status_code == 429


def test_codes_of_the_second_step_are_counted(editor: User, client: Client) -> None:
    sign_in(client, editor)

    answers = [client.post("/en/account/2fa/authenticate/", {"code": "000000"}).status_code for _try in range(6)]

    assert answers == [422] * 5 + [429]


@pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED"])
def test_nobody_chooses_their_own_address(header: str, db: None) -> None:
    claims = [{header: f"203.0.113.{number}"} for number in range(11)]

    answers = [guess(f"person{number}@nima.example", 1, **claim) for number, claim in enumerate(claims)]

    assert answers[-1] == [429]


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_the_address_it_saw_counts(db: None) -> None:
    def from_behind(number: int, seen: str) -> list[int]:
        claim = f"203.0.113.{number}, {seen}"
        return guess(f"person{number}@nima.example", 1, address="10.0.0.1", HTTP_X_FORWARDED_FOR=claim)

    answers = [from_behind(number, "198.51.100.1") for number in range(11)]

    assert answers[-2:] == [[422], [429]]
    assert from_behind(12, "198.51.100.2") == [422]


# Mails


def test_an_address_gets_three_mails_a_day_over_all_forms(
    member: User, client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to("2027-01-05 10:00:00+00:00")
    forms = [("password/reset/", {}), ("login/code/", {}), ("signup/", request_form(member.email))]
    for path, typed in [*forms, *forms]:
        response = Client().post(f"/en/account/{path}", {**typed, "email": member.email.upper()})
        assert response.status_code == 302
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "account_already_exists",
        "login_code",
        "password_reset_key",
    ]

    time_machine.move_to("2027-01-06 10:00:01+00:00")
    client.post("/en/account/password/reset/", {"email": member.email})

    assert Message.objects.count() == 4


@pytest.mark.parametrize(("path", "times"), [("password/reset/", 20), ("login/code/", 3), ("signup/", 20)])
def test_too_many_requests_are_refused_and_the_text_stays(path: str, times: int, client: Client, db: None) -> None:
    make_place()
    typed = {**request_form("wrong" if path == "signup/" else UNKNOWN), "organisation_name": "ΚΡΑΤΗΜΕΝΟ"}
    for _try in range(times):
        Client().post(f"/el/account/{path}", typed)

    response = client.post(f"/el/account/{path}", typed)

    assert response.status_code == 429
    assert "Περιμένετε λίγα λεπτά και δοκιμάστε ξανά." in words_of(response)
    assert f'value="{typed["email"]}"' in response.content.decode()
    assert ("ΚΡΑΤΗΜΕΝΟ" in response.content.decode()) == (path == "signup/")


@pytest.mark.parametrize(("language", "words"), [("en", "Too many tries"), ("el", "Πολλές προσπάθειες")])
def test_where_nothing_was_typed_a_page_says_it(language: str, words: str, member: User, client: Client) -> None:
    client.post("/en/account/password/reset/", {"email": member.email})
    form = client.get(link_in(the_mail("password_reset_key", member.email)))["Location"].replace(
        "/el/", f"/{language}/"
    )
    for _try in range(20):
        client.post(form, {"password1": "short"})

    response = client.post(form, {"password1": "short"})

    assert response.status_code == 429
    assert title_of(response).startswith(words)


# Nothing tells who has an account


def seen(response: Any, client: Client, email: str) -> tuple[Any, ...]:
    """Return all that the other side sees of an answer and of the page after it."""
    after = client.get(response["Location"])
    page = words_of(after).replace(email, "…")
    return response.status_code, response["Location"], sorted(client.cookies), after.status_code, page


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "login/code/"])
@pytest.mark.parametrize("state", ["active", "unverified", "closed"])
def test_known_and_unknown_addresses_get_the_same_answers(path: str, state: str, member: User) -> None:
    if state == "unverified":
        EmailAddress.objects.filter(user=member).update(verified=False)
    User.objects.filter(pk=member.pk).update(is_active=state != "closed")

    answers = []
    for email in (member.email, UNKNOWN):
        client = Client()
        answers.append(seen(client.post(f"/en/account/{path}", request_form(email)), client, email))

    assert answers[0] == answers[1]
    assert Message.objects.count() == 2


def test_wrong_passwords_get_the_same_answer_with_and_without_an_account(member: User) -> None:
    answers = [sign_in(Client(), email, "wrong") for email in (member.email, UNKNOWN)]

    assert {answer.status_code for answer in answers} == {422}
    assert words_of(answers[0]) == words_of(answers[1])


def test_asking_for_another_accounts_address_tells_nothing(member: User, stranger: User, client: Client) -> None:
    answers = []
    for email in (stranger.email, UNKNOWN):
        client = Client()
        client.force_login(member)
        asked = client.post("/en/account/email/", {"email": email, "action_add": "1"})
        done = client.post(asked["Location"], {"password": PASSWORD})
        answers.append(
            (done.status_code, done["Location"], words_of(client.get("/en/account/email/")).replace(email, "…"))
        )

    assert answers[0] == answers[1]


def test_a_known_address_takes_as_long_as_a_new_one(member: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def slow(password: str, *args: Any, **kwargs: Any) -> str:
        hashed.append(password)
        return make_password(password, *args, **kwargs)

    monkeypatch.setattr("django.contrib.auth.base_user.make_password", slow)
    for email in (member.email, UNKNOWN):
        Client().post("/en/account/signup/", request_form(email))

    assert hashed == [NEW_PASSWORD] * 2


def test_two_requests_at_once_make_one_account(member: User, client: Client) -> None:
    typed = request_form(UNKNOWN)
    request = client.get("/en/account/signup/").wsgi_request
    with request_context(request):
        form = account_forms.SignupForm(typed)
        assert form.is_valid()
        User.objects.create_user(UNKNOWN, PASSWORD, first_name="Α", last_name="Β")
        user, response = form.try_save(request)

    assert user is None
    assert response is not None
    assert response["Location"] == "/en/account/confirm-email/"
    assert (User.objects.count(), MembershipRequest.objects.count()) == (2, 0)


@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "limits"}})
def test_the_database_counts_as_well(member: User) -> None:
    call_command("createcachetable")

    assert guess(member, 6) == [422] * 5 + [429]
