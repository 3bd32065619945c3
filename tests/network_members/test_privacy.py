"""Private words show to nobody they are not meant for, on no page: motivation, reason, biography, unlisted names."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from network_members.models import MembershipRequest, Organisation, User
from tests.addresses import address, named_addresses
from tests.factories.people import make_organisation, make_request, make_user
from tests.network_members.rooms import enter

CAST = (
    "visitor",
    "applicant",
    "member",
    "stranger",
    "facilitator",
    "moderator",
    "translator",
    "editor",
    "administrator",
    "superuser",
)
MOTIVATION, REASON, BIO, BODY = "ΚΑΝΑΡΙΝΙ-1a", "ΚΑΝΑΡΙΝΙ-2b", "ΚΑΝΑΡΙΝΙ-3c", "ΚΑΝΑΡΙΝΙ-4d"
DECIDERS = {"administrator", "superuser"}
MEMBERS = set(CAST) - {"visitor", "applicant"}
MEANT_FOR = {
    MOTIVATION: DECIDERS,
    REASON: DECIDERS,
    BIO: MEMBERS,
    BODY: DECIDERS | {"editor"},
}


@dataclass(frozen=True)
class Secrets:
    """What must not leak, and where it stands."""

    request: MembershipRequest
    person: User
    organisation: Organisation


@pytest.fixture
def secrets(db: None) -> Secrets:
    """A request that waits for the second time, a member, and an organisation outside the directory."""
    organisation = make_organisation("hidden", name_el=BODY, name_en=BODY, listed=False)
    request = make_request(make_user("newcomer", bio_el="Άλλο"), motivation=MOTIVATION, reason=REASON)
    person = make_user("private", "member", organisation=organisation, bio_el=BIO, bio_en=BIO)
    return Secrets(request, person, organisation)


def every_address(secrets: Secrets, prefix: str) -> Iterator[str]:
    """Yield every address of the site with the secrets' own numbers."""
    known = {"pk": secrets.request.pk, "key": secrets.person.public_id, "code": secrets.organisation.code}
    with override("en"):
        for name, parameters in named_addresses():
            where = address(name, parameters, known)
            if where and where.startswith(prefix) and "logout" not in where:
                yield where


def enter_as(name: str, request: pytest.FixtureRequest) -> Client:
    """Return a browser of somebody of the cast; pages that fail on purpose are answered."""
    client = Client() if name == "visitor" else enter(request.getfixturevalue(name))
    client.raise_request_exception = False
    return client


def shown(client: Client, where: str) -> set[str]:
    """Return the secrets that a page shows."""
    response: Any = client.get(where)
    page = b"".join(response).decode(errors="replace")
    return {secret for secret in MEANT_FOR if secret in page}


@pytest.mark.parametrize("name", CAST)
def test_no_page_shows_what_is_not_meant_for_its_reader(
    name: str, secrets: Secrets, request: pytest.FixtureRequest
) -> None:
    client = enter_as(name, request)

    found = {where: shown(client, where) for where in every_address(secrets, "/en/")}

    everything = set().union(*found.values())
    meant = {secret for secret, readers in MEANT_FOR.items() if name in readers}
    assert everything == meant, found


@pytest.mark.parametrize("name", ["moderator", "translator"])
def test_the_admin_shows_none_of_it_to_other_staff(name: str, secrets: Secrets, request: pytest.FixtureRequest) -> None:
    client = enter_as(name, request)

    found = {where: shown(client, where) for where in every_address(secrets, "/admin/")}

    assert {where: secrets for where, secrets in found.items() if secrets} == {}


@pytest.mark.parametrize("name", CAST)
def test_no_page_shows_the_address_of_somebody_else(
    name: str, secrets: Secrets, request: pytest.FixtureRequest
) -> None:
    client = enter_as(name, request)
    others = {secrets.person.email, secrets.request.applicant.email}

    pages = [(where, b"".join(client.get(where)).decode(errors="replace")) for where in every_address(secrets, "/en/")]

    assert [where for where, page in pages if any(email in page for email in others)] == []
