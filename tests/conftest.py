"""The cast of every test, by role."""

import gc
import shutil
import socket
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import Client
from django.test.utils import setup_databases
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import _get_databases_for_setup

from caching import memory
from network_members.models import Organisation, User
from search import shelf
from tests import prepared
from tests.elastic import shared
from tests.factories.people import CAST, make_organisation, make_user
from tests.postgres import MIGRATED
from tests.walks import is_walk


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, Any, Any]:
    """Let the garbage collector pass by what lives as long as the run, thousands of tests, Django and all rooms.

    It comes more rarely too: there is much that lives for a test, and little in it that only a collector can free.
    """
    gc.disable()
    collected = yield
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
    return collected


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run last what empties the database when it ends: whoever opens it without a transaction would find no site.

    Walks run first: at the end, a process with some of them before it would let the others wait for minutes.
    """
    items.sort(key=lambda item: (empties_database(item), not is_walk(item)))


def empties_database(item: pytest.Item) -> bool:
    """Say whether a test ends by deleting every row, those of the migrations among them."""
    marker = item.get_closest_marker("django_db")
    asked = "transactional_db" in getattr(item, "fixturenames", ())
    return asked or bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="session", autouse=True)
def no_way_out() -> Iterator[None]:
    """Refuse every connection that would leave this machine."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        assert self.family == socket.AF_UNIX or address[0] in ("127.0.0.1", "::1", "localhost"), f"asked {address}"
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The address of a real node; it starts when the first test asks."""
    if not shared.is_to_be_had():
        pytest.skip(shared.REASON)
    with shared.one_node() as url:
        yield url


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Let every test start as a process starts: nobody has asked, written or signed in yet."""
    cache.clear()
    memory.forget()
    shelf.forget()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start from the kept database on SQLite, from the one that our own server brings on PostgreSQL."""
    database = connections.settings["default"]
    if prepared.on_sqlite():
        database["TEST"]["NAME"] = str(prepared.take_copy())
    elif database["NAME"] == MIGRATED:
        database["TEST"]["TEMPLATE"] = MIGRATED


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Let Django migrate the copy instead of making a new database."""
    return django_db_keepdb or prepared.on_sqlite()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Leave nothing behind."""
    if not _get_databases_for_setup(request.session.items)[0]:
        # Tests that race in threads open the database themselves; alone, they would race in the demo's own.
        with django_db_blocker.unblock():
            setup_databases(verbosity=0, interactive=False, aliases={DEFAULT_DB_ALIAS: False}, keepdb=django_db_keepdb)
    path = Path(str(connection.settings_dict["NAME"]))
    yield
    if prepared.on_sqlite() and prepared.is_copy(path):
        shutil.rmtree(path.parent, ignore_errors=True)


@pytest.fixture
def council(db: None) -> Organisation:
    """The body of the member and the colleague."""
    return make_organisation()


@pytest.fixture
def association(db: None) -> Organisation:
    """Another body, of the stranger."""
    return make_organisation(
        "lisbon-association", name_el="Σύλλογος Λισαβόνας", name_en="Lisbon Association", kind=Organisation.Kind.NGO
    )


@pytest.fixture
def visitor(client: Client) -> Client:
    """Somebody who is not signed in."""
    return client


@pytest.fixture
def applicant(db: None) -> User:
    """Signed up, not approved."""
    return make_user("applicant")


@pytest.fixture
def member(council: Organisation) -> User:
    """A member of the council."""
    return make_user("member", "member", organisation=council)


@pytest.fixture
def colleague(council: Organisation) -> User:
    """Another member of the same council."""
    return make_user("colleague", "member", organisation=council)


@pytest.fixture
def stranger(association: Organisation) -> User:
    """A member of another body, who reads English."""
    return make_user("stranger", "member", organisation=association, language="en")


@pytest.fixture
def facilitator(association: Organisation) -> User:
    """Runs workshops."""
    return make_user("facilitator", "member", "facilitator", organisation=association)


@pytest.fixture
def moderator(association: Organisation) -> User:
    """Keeps the house rules."""
    return make_user("moderator", "member", "moderator", organisation=association)


@pytest.fixture
def translator(association: Organisation) -> User:
    """Translates what is assigned."""
    return make_user("translator", "member", "translator", organisation=association)


@pytest.fixture
def editor(association: Organisation) -> User:
    """Publishes."""
    return make_user("editor", "member", "editor", organisation=association)


@pytest.fixture
def administrator(association: Organisation) -> User:
    """Keeps the network."""
    return make_user("administrator", "member", "administrator", organisation=association)


@pytest.fixture
def superuser(db: None) -> User:
    """May do everything."""
    return make_user("superuser", is_superuser=True, language="en")


@pytest.fixture
def people(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Everybody by name."""
    signed_in = {name: request.getfixturevalue(name) for name in CAST if name != "visitor"}
    return {"visitor": AnonymousUser(), **signed_in}
