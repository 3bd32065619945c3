"""The admin speaks the language of the account, and there is no second setting of the same."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from network_members.models import User
from tests.reading import read

ACCOUNT = "/admin/account/"


def enter(person: User, language: str, browser: str) -> Client:
    """Return a browser of somebody with a language of the account, and another one of the browser."""
    User.objects.filter(pk=person.pk).update(language=language)
    client = Client(headers={"accept-language": browser})
    client.force_login(person)
    return client


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_the_admin_speaks_the_language_of_the_account(language: str, other: str, editor: User) -> None:
    UserProfile.objects.create(user=editor, preferred_language=other)

    page = read(enter(editor, language, other), "/admin/")

    assert re.search(r'<html[^>]* lang="(\w+)"', page)[1] == language  # type: ignore[index]


def test_the_account_page_changes_the_language_of_the_account(editor: User) -> None:
    client = enter(editor, "el", "el")
    values: dict[str, Any] = {"name_email-first_name": "Ελένη", "name_email-last_name": "Κ.", "locale-language": "en"}
    values |= {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}

    answer = client.post(ACCOUNT, values, follow=True)

    editor.refresh_from_db()
    assert (answer.status_code, editor.language) == (200, "en")
    assert "Your account settings have been changed" in answer.content.decode()


def test_the_account_page_offers_the_languages_of_the_site_and_one_time(editor: User) -> None:
    page = read(enter(editor, "el", "en"), ACCOUNT)

    offered = page.partition('name="locale-language"')[2].partition("</select>")[0]
    assert re.findall(r'<option value="(\w*)"', offered) == ["el", "en"]
    assert "current_time_zone" not in page
