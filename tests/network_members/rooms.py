"""What signed-in people do in the rooms of the network, and what they read there."""

import html
import re
from typing import Any

from django.test import Client
from django.utils.translation import gettext, override

from network_members.models import User
from tests.reading import text_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(person: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(person, BACKEND)
    return client


def page_of(response: Any, status: int = 200) -> str:
    """Return a page that was answered with a status, as its reader sees the signs."""
    assert response.status_code == status, response
    return html.unescape(response.content.decode())


def words_of(response: Any, status: int = 200) -> str:
    """Return the words between header and footer of a page."""
    return text_of(page_of(response, status).partition("<main")[2].partition("</main>")[0])


def in_greek(english: str) -> str:
    """Return the Greek words of the catalogue."""
    with override("el"):
        greek = gettext(english)
    assert greek != english
    return greek


def value_of(page: str, name: str) -> str:
    """Return what stands in a field of one line, or in a hidden one."""
    field = next(tag for tag in re.findall(r"<input [^>]*>", page) if f'name="{name}"' in tag)
    found = re.search(r'value="(.*?)"', field)
    return found[1] if found else ""


def headings(page: str, level: int) -> list[str]:
    """Return the headings of a level."""
    return [text_of(words).strip() for words in re.findall(rf"<h{level}[^>]*>(.*?)</h{level}>", page, re.DOTALL)]
