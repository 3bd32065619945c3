"""Old addresses keep leading to the page, in both languages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from good_practices.models import GoodPracticePage
from tests.factories.practices import make_practice
from tests.factories.translations import translate

Commit = Callable[..., AbstractContextManager[Any]]
LIBRARIES = {"el": "/el/kales-praktikes", "en": "/en/good-practices"}


def rename(page: GoodPracticePage, slug: str) -> None:
    draft = page.get_latest_revision_as_object()
    draft.slug = slug
    draft.save_revision().publish()


def leads_to(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    return response.status_code, response.get("Location", "")


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_the_old_address_of_a_translation_leads_to_the_new_one(
    language: str, other: str, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    translated = translate(make_practice("Advisers", language=language), words=lambda text: "Helpers")

    with django_capture_on_commit_callbacks(execute=True):
        rename(translated, "counsellors")

    assert leads_to(client, f"{LIBRARIES[other]}/helpers/") == (301, f"{LIBRARIES[other]}/counsellors/")


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_the_old_address_of_a_stand_in_leads_to_the_new_one(
    language: str, other: str, client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    original = make_practice("Advisers", language=language)

    with django_capture_on_commit_callbacks(execute=True):
        rename(original, "counsellors")

    assert leads_to(client, f"{LIBRARIES[language]}/advisers/") == (301, f"{LIBRARIES[language]}/counsellors/")
    assert leads_to(client, f"{LIBRARIES[other]}/advisers/") == (301, f"{LIBRARIES[other]}/counsellors/")


def test_the_address_of_a_stand_in_leads_to_the_translation_once_there_is_one(client: Client) -> None:
    translate(make_practice("Σύμβουλοι"), words=lambda text: "Advisers")

    assert leads_to(client, "/en/good-practices/symvouloi/") == (302, "/en/good-practices/advisers/")
