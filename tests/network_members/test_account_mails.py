"""What accounts bring by mail: in the language of the account, with links that lead here, and nothing to abuse."""

import re
from pathlib import Path
from typing import Any

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils.translation import override

from mail.models import Message
from network_members.adapters import ASKED_BY_ANYBODY
from network_members.models import User
from tests.factories.people import make_user
from tests.factories.words import make_place
from tests.network_members.entrance import BASE, NEW_PASSWORD, sign_in, the_mail
from tests.words_of_pages import foreign

OWN = "http://testserver/en/account/"
CONTEXT = {
    "activate_url": f"{OWN}confirm-email/MQ:abc/",
    "password_reset_url": f"{OWN}password/reset/key/1-abc/",
    "signup_url": f"{OWN}signup/",
    "code": "123-456-789",
    "from_email": "old@nima.example",
    "to_email": "new@nima.example",
    "deleted_email": "new@nima.example",
    "key": "abc",
}
# allauth has words for what this network lacks: codes instead of links, security keys; and `email_confirm`, never sent.
LACKING = {"email_confirm", "password_reset_code", "webauthn_added", "webauthn_removed"}
SUBJECTS = sorted(Path(allauth.__file__).parent.glob("templates/*/email/*_subject.txt"))
KINDS = sorted({path.stem.removesuffix("_subject") for path in SUBJECTS if "socialaccount" not in path.parts} - LACKING)


def post(kind: str, person: User | None, to: str, language: str = "en", host: str = "testserver") -> None:
    """Send a mail as allauth does."""
    request = RequestFactory().get(f"/{language}/account/login/", headers={"host": host})
    with request_context(request), override(language):
        context = {**CONTEXT, "user": person} if person else dict(CONTEXT)
        get_adapter().send_mail(f"account/email/{kind}", to, context)


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_speaks_the_language_of_the_account(kind: str, language: str, db: None) -> None:
    person = make_user("person", language=language, first_name="Ζωή")

    post(kind, person, person.email, language={"el": "en", "en": "el"}[language])

    message = the_mail(kind, person.email)
    assert message.language == language
    assert foreign(message.subject, language) == []
    assert [line for line in message.text.replace("Ζωή", "").split("\n") if foreign(line, language)] == []
    assert ("Ζωή" in message.text) == (kind not in ASKED_BY_ANYBODY)


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_leads_to_this_site_in_the_readers_language(kind: str, member: User, client: Client) -> None:
    post(kind, member, member.email, host="localhost")

    links = re.findall(r"https?://\S+", the_mail(kind, member.email).text)
    assert [link for link in links if not link.startswith(f"{BASE}/el/account/")] == []
    for link in links:
        assert client.get(link.removeprefix(BASE)).status_code in {200, 404}


def test_mails_to_who_has_no_account_follow_the_page(client: Client, db: None) -> None:
    for language in ("el", "en"):
        client.post(f"/{language}/account/password/reset/", {"email": f"{language}@nima.example"})

    assert [the_mail("unknown_account", f"{code}@nima.example").language for code in ("el", "en")] == ["el", "en"]


def test_who_has_an_account_already_is_told_in_their_language(member: User, client: Client) -> None:
    make = {"first_name": "A", "last_name": "B", "language": "en", "country": "gr", "organisation_name": "C"}
    typed = {**make, "email": member.email, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}

    client.post("/en/account/signup/", typed)

    assert the_mail("account_already_exists", member.email).language == "el"


def test_nobody_can_have_words_of_their_own_sent_to_others(client: Client, db: None) -> None:
    make_place()
    typed = {
        "first_name": "Win at evil.example",
        "last_name": "now",
        "email": "victim@nima.example",
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
        "language": "en",
        "country": "gr",
        "organisation_name": "evil.example",
        "motivation": "evil.example",
    }
    client.post("/en/account/signup/", typed)
    sign_in(client, "victim@nima.example", NEW_PASSWORD)

    messages = Message.objects.filter(recipient="victim@nima.example")
    assert messages.exists()
    assert not any("evil" in message.subject + message.text + message.html for message in messages)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - ASKED_BY_ANYBODY))
def test_what_was_changed_is_always_told(kind: str, member: User) -> None:
    for _time in range(5):
        post(kind, member, member.email)

    assert Message.objects.filter(kind=kind).count() == 5


def test_every_mail_that_is_sent_has_a_template() -> None:
    sent: set[str] = set()
    for path in Path(allauth.__file__).parent.glob("[am]*/**/*.py"):
        sent |= set(re.findall(r'"(?:account|mfa)/email/(\w+)"', path.read_text()))

    assert sent - LACKING <= set(KINDS)
    assert all(get_template(f"network_members/email/{kind}.txt") for kind in KINDS)


def test_the_proof_of_a_code_is_not_in_its_subject(member: User, client: Client) -> None:
    client.post("/en/account/login/code/", {"email": member.email})

    message: Any = the_mail("login_code", member.email)
    assert re.search(r"\d{3}-\d{3}-\d{3}", message.text)
    assert not re.search(r"\d", message.subject)


def test_the_outbox_is_the_only_way(member: User, client: Client, mailoutbox: list[Any]) -> None:
    client.post("/en/account/password/reset/", {"email": member.email})

    assert (settings.EMAIL_BACKEND, mailoutbox, Message.objects.count()) == (settings.EMAIL_BACKEND, [], 1)
