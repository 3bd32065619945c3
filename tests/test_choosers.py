"""The choosers of the admin: in no list a new row is written in passing, and none of them answers with an error."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.snippets.models import get_snippet_models

from network_members.models import User

CHOOSERS = sorted(model.snippet_viewset.chooser_viewset.name for model in get_snippet_models())


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("name", CHOOSERS)
def test_a_chooser_takes_no_new_row(name: str, language: str, superuser: User, client: Client) -> None:
    superuser.language = language
    superuser.save(update_fields=["language"])
    client.force_login(superuser)
    before = numbers()

    with override(language):
        answers = [client.post(reverse(f"{name}:create"), typed) for typed in ({}, {"title": "CANARY", "code": "x"})]

    assert ([answer.status_code for answer in answers], numbers()) == ([405, 405], before)


def numbers() -> list[int]:
    """Return how many rows each kind has."""
    kinds: list[Any] = get_snippet_models()
    return [kind._default_manager.count() for kind in kinds]


@pytest.mark.parametrize("name", CHOOSERS)
def test_who_may_not_enter_the_admin_learns_nothing_of_a_chooser(name: str, member: User, client: Client) -> None:
    client.force_login(member)

    answer = client.post(reverse(f"{name}:create"), {"title": "CANARY"})

    assert answer.status_code in {302, 403, 404}
