"""The page in the admin: who sees it, in which language, and what it costs."""

from typing import Any

import pytest
from django.test import Client

from health import rules
from network_members.models import User
from tests.factories.people import CAST

pytestmark = pytest.mark.django_db
PAGE = "/admin/health/"


def test_administrators_and_the_superuser_see_it(people: dict[str, Any]) -> None:
    assert {name for name in CAST if rules.can_see_health(people[name])} == {"administrator", "superuser"}


@pytest.mark.parametrize("name", ["visitor", "member", "editor"])
def test_others_are_told_nothing(name: str, client: Client, request: Any) -> None:
    if name != "visitor":
        client.force_login(request.getfixturevalue(name))

    response = client.get(PAGE)

    assert (response.status_code, b"SQLite" in response.content) == ({"member": 403}.get(name, 302), False)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("el", ("Κατάσταση του ιστότοπου", "Βάση δεδομένων", "εντάξει", "άγνωστο")),
        ("en", ("Health of the site", "Database", "in order", "not known")),
    ],
)
def test_states_stand_in_words_of_the_readers_language(
    language: str, words: tuple[str, ...], administrator: User, client: Client
) -> None:
    administrator.language = language
    administrator.save()
    client.force_login(administrator)

    page = client.get(PAGE).content.decode()

    assert [word for word in words if word not in page] == []


def test_the_way_there_stands_among_the_reports(administrator: User, editor: User, client: Client) -> None:
    offered = []
    for person in (administrator, editor):
        client.force_login(person)
        offered.append(PAGE in client.get("/admin/").content.decode())

    assert offered == [True, False]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_changed_there(method: str, superuser: User, client: Client) -> None:
    client.force_login(superuser)

    assert getattr(client, method)(PAGE).status_code == 405
