"""Every page of the door is ours, in both languages, with a heading, and leaves nothing behind in the browser."""

import re
from collections.abc import Iterator
from inspect import getmodule
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver
from django.utils.translation import override

from network_members import account_urls
from network_members.models import User
from tests.factories.people import PASSWORD, make_user
from tests.factories.words import make_place
from tests.network_members.entrance import link_in, sign_in, the_mail, title_of, words_of
from tests.words_of_pages import foreign_words

SIGNED_OUT = {
    "login/": ("Sign in", "Σύνδεση"),
    "signup/": ("Become a member", "Γίνετε μέλος"),
    "inactive/": ("This account is closed", "Ο λογαριασμός αυτός έχει κλείσει"),
    "confirm-email/": ("Look at your mail", "Δείτε τα μηνύματά σας"),
    "password/reset/": ("Choose a new password", "Ορίστε νέο κωδικό πρόσβασης"),
    "password/reset/done/": ("Look at your mail", "Δείτε τα μηνύματά σας"),
    "password/reset/key/done/": ("Your new password is saved", "Ο νέος κωδικός πρόσβασης αποθηκεύτηκε"),
    "login/code/": ("Sign in with a code", "Σύνδεση με κωδικό από μήνυμα"),
}
SIGNED_IN = {
    "logout/": ("Sign out", "Αποσύνδεση"),
    "email/": ("E-mail address", "Ηλεκτρονική διεύθυνση"),
    "password/change/": ("Password", "Κωδικός πρόσβασης"),
    "reauthenticate/": ("Your password, once more", "Ο κωδικός πρόσβασής σας, ξανά"),
    "2fa/": ("Second step for signing in", "Δεύτερο βήμα σύνδεσης"),
    "2fa/reauthenticate/": ("A code of the app", "Ένας κωδικός της εφαρμογής"),
    "2fa/totp/deactivate/": ("Switch the app off", "Απενεργοποίηση της εφαρμογής"),
    "2fa/recovery-codes/generate/": ("New recovery codes", "Νέοι κωδικοί ανάκτησης"),
}
LANGUAGES = ["en", "el"]
OURS = Path(settings.ROOT) / "site" / "templates"
OF_FEATURES_WE_LACK = {
    "account/confirm_email_verification_code.html",
    "account/confirm_password_reset_code.html",
    "account/confirm_phone_verification_code.html",
    "account/phone_change.html",
    "account/signup_by_passkey.html",
}


def check(response: Any, language: str, titles: tuple[str, str], names: tuple[str, ...] = ()) -> None:
    """Look at a page as a careful reader does."""
    page, title = response.content.decode(), titles[LANGUAGES.index(language)]
    assert title_of(response).removeprefix("Error: ").removeprefix("Σφάλμα: ").partition(" · ")[0] == title
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [title]
    assert f'<html lang="{language}">' in page
    assert "no-store" in response["Cache-Control"]
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    with override(language):
        assert foreign_words(page, language, names) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SIGNED_OUT)
def test_pages_of_visitors(path: str, language: str, client: Client, db: None) -> None:
    make_place()

    response = client.get(f"/{language}/account/{path}")

    assert response.status_code == 200
    check(response, language, SIGNED_OUT[path])
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("address", ["/el/", "/en/", "/el/account/inactive/", "/en/account/logout/"])
def test_reading_leaves_no_cookie(address: str, client: Client, db: None) -> None:
    client.get(address)

    assert not client.cookies


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", SIGNED_IN)
def test_pages_of_who_is_signed_in(path: str, language: str, editor: User, client: Client) -> None:
    client.force_login(editor)
    client.post(f"/{language}/account/reauthenticate/", {"password": PASSWORD})

    response = client.get(f"/{language}/account/{path}")

    assert response.status_code == 200
    check(response, language, SIGNED_IN[path])


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_on_the_way(language: str, editor: User, client: Client) -> None:
    where = client.post(f"/{language}/account/login/code/", {"email": editor.email})["Location"]
    check(client.get(where), language, ("Type the code", "Γράψτε τον κωδικό"))
    check(client.post(where, {"code": "0"}), language, ("Type the code", "Γράψτε τον κωδικό"))

    client = Client()
    where = sign_in(client, editor, language=language)["Location"]
    check(client.get(where), language, ("The second step", "Το δεύτερο βήμα"))
    check(client.post(where, {"code": "0"}), language, ("The second step", "Το δεύτερο βήμα"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_of_setting_the_second_step_up(language: str, member: User, client: Client) -> None:
    client.force_login(member)
    client.post(f"/{language}/account/reauthenticate/", {"password": PASSWORD})

    check(client.get(f"/{language}/account/2fa/"), language, SIGNED_IN["2fa/"])
    page = client.get(f"/{language}/account/2fa/totp/activate/")
    check(page, language, ("Set up the second step", "Ορισμός του δεύτερου βήματος"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_behind_links(language: str, member: User, client: Client) -> None:
    person = make_user("new")
    EmailAddress.objects.filter(user=person).update(verified=False)
    sign_in(client, person, language=language)
    page = client.get(link_in(the_mail("email_confirmation", person.email)).replace("/el/", f"/{language}/", 1))
    check(page, language, ("Verify your address", "Επιβεβαιώστε τη διεύθυνσή σας"), (person.email,))

    client.post(f"/{language}/account/password/reset/", {"email": member.email})
    link = link_in(the_mail("password_reset_key", member.email)).replace("/el/", f"/{language}/", 1)
    check(client.get(link, follow=True), language, ("Choose a new password", "Ορίστε νέο κωδικό πρόσβασης"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_waiting_address_is_shown(language: str, member: User, client: Client) -> None:
    EmailAddress.objects.create(user=member, email="new@nima.example")
    client.force_login(member)

    response = client.get(f"/{language}/account/email/")

    check(response, language, SIGNED_IN["email/"])
    assert "new@nima.example" in words_of(response)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "titles"),
    [(path, SIGNED_OUT[path]) for path in ("login/", "signup/", "password/reset/", "login/code/")],
)
def test_what_is_missing_is_said_at_the_top_and_at_the_field(
    path: str, titles: tuple[str, str], language: str, client: Client, db: None
) -> None:
    response = client.post(f"/{language}/account/{path}", {})

    page = response.content.decode()
    assert (response.status_code, title_of(response)[:6]) == (422, {"en": "Error:", "el": "Σφάλμα"}[language])
    check(response, language, titles)
    assert 'id="errors"' in page
    assert set(re.findall(r'<a href="#(\w+)">', page)) <= set(re.findall(r' id="(\w+)"', page))
    assert page.count('aria-invalid="true"') == page.count('class="err"') > 0


def views(patterns: list[Any]) -> Iterator[Any]:
    """Yield the views behind addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.callback


def test_every_page_of_allauth_is_ours() -> None:
    modules = {getmodule(getattr(view, "view_class", view)) for view in views(account_urls.urlpatterns)}
    classes = {kind for module in modules for kind in vars(module).values() if isinstance(kind, type)}
    names = {name for kind in classes if isinstance(name := getattr(kind, "template_name", None), str)}
    names = {name for name in names if not name.startswith(("mfa/webauthn", "mfa/trust"))} - OF_FEATURES_WE_LACK

    names |= {"account/signup_closed.html", "account/verified_email_required.html"}

    assert len(names) > 25
    assert [name for name in names if not (OURS / name).is_file()] == []


@pytest.mark.parametrize(
    "path", ["3rdparty/", "social/login/error/", "sessions/", "phone/change/", "2fa/webauthn/signup/", "2fa/trust/"]
)
def test_what_the_network_does_not_use_is_not_there(path: str, member: User, client: Client) -> None:
    client.force_login(member)

    assert client.get(f"/en/account/{path}").status_code == 404


@pytest.mark.parametrize(("language", "title"), [("en", "The form has expired · Nima"), ("el", "Η φόρμα έληξε · Νήμα")])
def test_a_form_of_another_site_is_refused_in_words(language: str, title: str, member: User) -> None:
    client = Client(enforce_csrf_checks=True)

    response = sign_in(client, member, language=language)

    assert (response.status_code, title_of(response)) == (403, title)
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("accept", ["application/json", "text/html"])
def test_programs_get_the_page_that_people_get(accept: str, member: User, client: Client) -> None:
    response = client.post("/en/account/login/", {"login": member.email}, HTTP_ACCEPT=accept)

    assert (response.status_code, response["Content-Type"]) == (422, "text/html; charset=utf-8")


def test_addresses_stay_out_of_links_and_logs(member: User, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("WARNING", "django.request")
    where = [
        sign_in(client, member, "wrong"),
        client.post("/en/account/password/reset/", {"email": member.email}),
        client.post("/en/account/login/code/", {"email": member.email}),
        client.post("/en/account/signup/", {"email": member.email}),
    ]

    assert not any("nima.example" in (response.get("Location") or "") for response in where)
    assert "Unprocessable" in caplog.text
    assert "nima.example" not in caplog.text
