"""Coming in, going out, and what a person changes about the account, as in a browser."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from mail.models import Message
from network_members.models import MembershipRequest, User
from tests.factories.people import PASSWORD, make_user
from tests.factories.words import make_place
from tests.network_members.entrance import NEW_PASSWORD, is_in, link_in, sign_in, the_mail, title_of, words_of

NEW = "new@nima.example"


@pytest.fixture
def form(db: None) -> dict[str, str]:
    """What somebody types to become a member."""
    make_place()
    return {
        "first_name": "Άννα",
        "last_name": "Παπαδοπούλου",
        "email": NEW,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "language": "el",
        "country": "gr",
        "organisation_name": "Σύλλογος",
    }


def again(person: User) -> User:
    return User.objects.get(pk=person.pk)


# Coming in


@pytest.mark.parametrize(("language", "own"), [("el", "/el/my/"), ("en", "/en/my/")])
def test_the_password_opens_the_own_space(language: str, own: str, member: User, client: Client) -> None:
    response = sign_in(client, member, language=language)

    assert (response.status_code, response["Location"], is_in(client, member)) == (302, own, True)


@pytest.mark.parametrize("typed", ["MEMBER@Nima.Example", " member@nima.example "])
def test_case_and_spaces_of_an_address_do_not_matter(typed: str, member: User, client: Client) -> None:
    sign_in(client, typed)

    assert is_in(client, member)


@pytest.mark.parametrize(
    ("language", "title", "words"),
    [
        ("en", "Error: Sign in · Nima", "The address or the password is not right."),
        ("el", "Σφάλμα: Σύνδεση · Νήμα", "Η διεύθυνση ή ο κωδικός πρόσβασης δεν είναι σωστός."),
    ],
)
def test_a_wrong_password_is_said_and_what_was_typed_stays(
    language: str, title: str, words: str, member: User, client: Client
) -> None:
    response = sign_in(client, member, "wrong", language)

    assert (response.status_code, title_of(response), is_in(client, member)) == (422, title, False)
    assert words in words_of(response)
    assert f'value="{member.email}"' in response.content.decode()
    assert "wrong" not in response.content.decode()


def test_a_closed_account_says_so_to_who_knows_the_password(member: User, client: Client) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)

    assert sign_in(client, member)["Location"] == "/en/account/inactive/"
    assert "closed" not in words_of(sign_in(client, member, "wrong"))
    assert not is_in(client, member)


def test_signing_in_ends_with_the_browser_and_begins_a_new_session(member: User, client: Client) -> None:
    session = client.session
    session["kept"] = "text"
    session.save()
    before = session.session_key

    sign_in(client, member)

    assert client.cookies["sessionid"]["max-age"] == ""
    assert (client.session.session_key != before, client.session["kept"]) == (True, "text")


@pytest.mark.parametrize("path", ["login/", "signup/", "password/reset/", "login/code/", "email/"])
def test_addresses_that_the_database_does_not_take_are_refused(path: str, member: User, client: Client) -> None:
    long = f"{'a' * 250}@nima.example"
    if path == "email/":
        client.force_login(member)

    response = client.post(f"/en/account/{path}", {"login": long, "email": long, "password": "x", "action_add": "1"})

    assert response.status_code == 422
    assert "Ensure this value has at most 254 characters" in words_of(response)


# Going out


def test_going_out_takes_a_button(member: User, client: Client) -> None:
    client.force_login(member)

    page = client.get("/en/account/logout/")
    assert (page.status_code, is_in(client, member)) == (200, True)

    assert client.post("/en/account/logout/")["Location"] == "/en/"
    assert not is_in(client, member)


# Becoming a member


def test_asking_verifying_and_signing_in(form: dict[str, str], administrator: User, client: Client) -> None:
    asked = client.post("/el/account/signup/", form)
    person = User.objects.get(email=NEW)
    request = MembershipRequest.objects.get(applicant=person)
    assert (asked["Location"], request.state) == ("/el/account/confirm-email/", "unverified")
    assert sign_in(client, NEW, NEW_PASSWORD)["Location"] == "/en/account/confirm-email/"

    link = link_in(the_mail("email_confirmation_signup", NEW))
    page = client.get(link)
    assert NEW in words_of(page)
    assert not EmailAddress.objects.get(email=NEW).verified
    confirmed = client.post(link)

    request.refresh_from_db()
    assert (confirmed["Location"], request.state) == ("/el/account/login/", "pending")
    assert "Η διεύθυνσή σας επιβεβαιώθηκε." in words_of(client.get("/el/account/login/"))
    sign_in(client, NEW, NEW_PASSWORD)
    assert is_in(client, person)


def test_a_form_with_a_mistake_keeps_all_but_the_passwords(form: dict[str, str], client: Client) -> None:
    response = client.post("/en/account/signup/", {**form, "organisation_name": "", "password2": "other"})

    page = response.content.decode()
    assert (response.status_code, User.objects.count()) == (422, 0)
    assert title_of(response).startswith("Error: ")
    assert all(f'value="{form[name]}"' in page for name in ("first_name", "last_name", "email"))
    assert NEW_PASSWORD not in page


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "Χρειάζεται τουλάχιστον 12 χαρακτήρες."),
        ("482716094537", "Ο κωδικός πρόσβασης έχει μόνο ψηφία."),
        ("new@nima.example", "μοιάζει πολύ με το όνομα ή τη διεύθυνσή σας"),
        ("password", "τον χρησιμοποιούν πολλοί"),
    ],
)
def test_weak_passwords_are_refused_in_words(password: str, words: str, form: dict[str, str], client: Client) -> None:
    response = client.post("/el/account/signup/", {**form, "password1": password, "password2": password})

    assert response.status_code == 422
    assert words in words_of(response)


@pytest.mark.parametrize("language", ["en", "el"])
def test_a_link_works_once(language: str, form: dict[str, str], client: Client) -> None:
    client.post(f"/{language}/account/signup/", {**form, "language": language})
    link = link_in(the_mail("email_confirmation_signup", NEW))
    client.post(link)

    for response in (client.get(link), client.post(link), client.get(link.replace(":", "x:", 1))):
        assert response.status_code == 404
        assert {"en": "This link does not work", "el": "Ο σύνδεσμος αυτός δεν ισχύει"}[language] in title_of(response)


def test_opening_the_link_of_another_account_signs_nobody_out(
    form: dict[str, str], member: User, client: Client
) -> None:
    client.post("/en/account/signup/", form)
    browser = Client()
    browser.force_login(member)

    browser.get(link_in(the_mail("email_confirmation_signup", NEW)))

    assert is_in(browser, member)


# The password


def test_changing_the_password_ends_all_other_sessions(member: User, client: Client) -> None:
    other = Client()
    for browser in (client, other):
        browser.force_login(member)
    typed = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    response = client.post("/en/account/password/change/", typed)

    assert response["Location"] == "/en/my/"
    assert again(member).check_password(NEW_PASSWORD)
    assert client.get("/en/my/").status_code == 200
    assert other.get("/en/my/").status_code == 302
    assert the_mail("password_changed", member.email).language == "el"


def test_changing_the_password_asks_for_the_old_one(member: User, client: Client) -> None:
    client.force_login(member)
    typed = {"oldpassword": "wrong", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    response = client.post("/el/account/password/change/", typed)

    assert (response.status_code, again(member).check_password(PASSWORD)) == (422, True)
    assert "Δεν είναι ο τρέχων κωδικός πρόσβασής σας." in words_of(response)
    assert not Message.objects.exists()


def test_a_lost_password_is_chosen_anew_by_a_link_that_works_once(member: User, client: Client) -> None:
    other = Client()
    other.force_login(member)
    client.post("/el/account/password/reset/", {"email": member.email})
    link = link_in(the_mail("password_reset_key", member.email))

    form = client.get(link)["Location"]
    assert client.get(form).status_code == 200
    done = client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert again(member).check_password(NEW_PASSWORD)
    assert not is_in(client, member)
    assert client.get(done["Location"]).status_code == 200
    assert other.get("/en/my/").status_code == 302
    assert Client().get(link).status_code == 404
    assert "Ο σύνδεσμος αυτός δεν ισχύει" in title_of(Client().get(link))
    assert the_mail("password_reset", member.email)


def test_an_account_without_a_password_gets_its_first(member: User, client: Client) -> None:
    member.set_unusable_password()
    member.save()
    client.force_login(member)

    assert client.get("/en/account/password/change/")["Location"] == "/en/account/password/set/"
    client.post("/en/account/password/set/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert again(member).check_password(NEW_PASSWORD)
    assert the_mail("password_set", member.email)


# The address


def ask_to_change(client: Client, to: str = NEW) -> Any:
    """Type a new address, and the password once more; return the last answer."""
    asked = client.post("/en/account/email/", {"email": to, "action_add": "1"})
    return client.post(asked["Location"], {"password": PASSWORD})


def test_changing_the_address_asks_for_the_password_and_tells_the_old_one(member: User, client: Client) -> None:
    client.force_login(member)
    old = member.email
    asked = client.post("/en/account/email/", {"email": NEW, "action_add": "1"})
    assert (asked.status_code, Message.objects.count()) == (302, 0)
    assert asked["Location"].startswith("/en/account/reauthenticate/?next=")
    assert client.post(asked["Location"], {"password": "wrong"}).status_code == 422

    client.post(asked["Location"], {"password": PASSWORD})
    assert again(member).email == old
    assert NEW in words_of(client.get("/en/account/email/"))
    link = link_in(the_mail("email_confirmation", NEW))
    assert client.get(link).status_code == 200
    assert again(member).email == old
    client.post(link)

    assert again(member).email == NEW
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(NEW, True, True)]
    told = the_mail("email_changed", old)
    assert (told.language, NEW in told.text) == ("el", True)


def test_a_mistyped_new_address_opens_nothing(member: User, client: Client) -> None:
    client.force_login(member)
    ask_to_change(client)
    link = link_in(the_mail("email_confirmation", NEW))
    theirs = Client()

    led = theirs.get(link)
    theirs.post(link)
    theirs.post("/en/account/password/reset/", {"email": NEW})
    theirs.post("/en/account/login/code/", {"email": NEW})

    assert led["Location"].startswith("/el/account/login/?next=/el/account/confirm-email/")
    assert again(member).email == "member@nima.example"
    assert set(Message.objects.filter(recipient=NEW).values_list("kind", flat=True)) == {
        "email_confirmation",
        "unknown_account",
    }


def test_another_member_cannot_take_the_new_address(member: User, stranger: User, client: Client) -> None:
    client.force_login(member)
    ask_to_change(client)
    theirs = Client()
    theirs.force_login(stranger)

    response = theirs.post(link_in(the_mail("email_confirmation", NEW)))

    assert (response.status_code, NEW in words_of(response)) == (404, False)
    assert {again(member).email, again(stranger).email} == {"member@nima.example", "stranger@nima.example"}


def test_an_address_that_became_another_accounts_is_not_taken(member: User, client: Client) -> None:
    client.force_login(member)
    ask_to_change(client)
    User.objects.create_user(NEW, PASSWORD, first_name="Α", last_name="Β")

    response = client.post(link_in(the_mail("email_confirmation", NEW)), follow=True)

    assert again(member).email == "member@nima.example"
    assert "Η διεύθυνση αυτή ανήκει σε άλλον λογαριασμό." in words_of(response)


def test_a_new_address_is_dropped(member: User, client: Client) -> None:
    client.force_login(member)
    ask_to_change(client)

    client.post("/en/account/email/", {"email": NEW, "action_remove": ""})
    client.post("/en/account/email/", {"email": member.email, "action_remove": ""})

    assert list(EmailAddress.objects.values_list("email", flat=True)) == [member.email]
    assert NEW in the_mail("email_deleted", member.email).text


def test_the_own_address_is_no_new_one(member: User, client: Client) -> None:
    client.force_login(member)

    response = client.post("/el/account/email/", {"email": member.email, "action_add": "1"})

    assert response.status_code == 422
    assert "Αυτή είναι ήδη η διεύθυνση του λογαριασμού σας." in words_of(response)


# The way in for who is locked out


def test_a_code_by_mail_signs_in(member: User, client: Client) -> None:
    asked = client.post("/en/account/login/code/?next=/en/my/profile/", {"email": member.email.upper()})
    code = the_mail("login_code", member.email).text.split("\n\n")[2]

    entered = client.post(asked["Location"], {"code": code.replace("-", " ")})

    assert (entered["Location"], is_in(client, member)) == ("/en/my/profile/", True)


def test_three_wrong_codes_end_the_attempt(member: User, client: Client) -> None:
    where = client.post("/el/account/login/code/", {"email": member.email})["Location"]
    code = the_mail("login_code", member.email).text.split("\n\n")[2]

    answers = [client.post(where, {"code": "000-000-000"}).status_code for _try in range(3)]
    late = client.post(where, {"code": code})

    assert answers == [422, 422, 302]
    assert (late["Location"], is_in(client, member)) == ("/el/account/login/code/", False)


def test_the_code_window_has_a_way_back(member: User, client: Client) -> None:
    where = client.post("/en/account/login/code/", {"email": "mistyped@nima.example"})["Location"]
    assert client.get("/en/account/login/")["Location"] == where

    client.post("/en/account/logout/", {"next": "/en/account/login/code/"})

    assert client.get("/en/account/login/code/").status_code == 200


def test_an_applicant_may_sign_in_before_the_answer(client: Client, db: None) -> None:
    person = make_user("applicant")

    sign_in(client, person)

    assert is_in(client, person)
