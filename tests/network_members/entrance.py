"""What people do at the door of the site, and what they read there."""

import re
from html import unescape
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from mail.models import Message
from network_members.models import User
from tests.factories.people import PASSWORD, SECRET
from tests.reading import text_of

BASE = "http://127.0.0.1:8000"
NEW_PASSWORD = "another-long-password"


def sign_in(client: Client, who: User | str, password: str = PASSWORD, language: str = "en", **extra: Any) -> Any:
    """Send the login form."""
    email = who if isinstance(who, str) else who.email
    return client.post(f"/{language}/account/login/", {"login": email, "password": password}, **extra)


def is_in(client: Client, person: User) -> bool:
    """Say whether a browser is signed in as somebody."""
    return client.session.get("_auth_user_id") == str(person.pk)


def code_of_app(secret: str = SECRET) -> str:
    """Return what the app on the phone shows."""
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def the_mail(kind: str, to: str) -> Message:
    """Return the one mail of a kind to an address."""
    return Message.objects.get(kind=kind, recipient=to)


def link_in(message: Message) -> str:
    """Return where the first link of a mail leads."""
    match = re.search(rf"{BASE}(\S+)", message.text)
    assert match, message.text
    return match[1]


def words_of(response: Any) -> str:
    """Return what stands between the header and the footer of a page."""
    page = response.content.decode()
    return unescape(text_of(page.partition("<main")[2].partition("</main>")[0]))


def title_of(response: Any) -> str:
    """Return the title of a page."""
    return unescape(response.content.decode().partition("<title>")[2].partition("</title>")[0])
