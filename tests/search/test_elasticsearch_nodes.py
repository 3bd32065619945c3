"""The site searches and writes on while nodes come and go, and who we are reaches them."""

import http.server
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import certifi
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from elasticsearch import Elasticsearch

from search import cluster, forwarding
from search.comparing import compare
from search.engines.address import Access
from search.engines.elasticsearch import Index, connect
from search.engines.shapes import ClusterDownError
from search.finding import Wish, find
from search.kinds import Document
from search.models import Copy
from search.writing import hold, write
from tests.elastic import shared
from tests.elastic.nodes import Cluster
from tests.elastic.nodes import cluster as nodes
from tests.search.clustered import carried_by, forward_all


class Listener(http.server.HTTPServer):
    """Notes who is said to ask, and lets nobody in."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Refusal)
        self.heard: list[str | None] = []


class Refusal(http.server.BaseHTTPRequestHandler):
    """The answer to everybody."""

    server: Listener

    def do_POST(self) -> None:
        self.server.heard.append(self.headers["authorization"])
        self.send_response(401)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *words: object) -> None:
        """Keep quiet."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener at work."""
    with Listener() as one:
        thread = threading.Thread(target=one.serve_forever, args=[0.05])
        thread.start()
        yield one
        one.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "key, account, heard",
    [("c2VjcmV0", None, "ApiKey c2VjcmV0"), ("", ("nima", "σ"), "Basic bmltYTrPgw=="), ("", None, None)],
)
def test_every_question_says_who_asks(
    listener: Listener, key: str, account: tuple[str, str] | None, heard: str | None
) -> None:
    address = f"http://127.0.0.1:{listener.server_port}"
    with connect(Access((address,), api_key=key, basic_auth=account)) as client, pytest.raises(ClusterDownError):
        Index(client, "nima").extent("nima")

    assert listener.heard == [heard]


def test_the_authority_that_vouches_for_the_nodes_is_passed_on() -> None:
    with connect(Access(("https://127.0.0.1:9200",), ca_certs=certifi.where())) as client:
        nodes = client.transport.node_pool.all()

    assert [Path(str(node.config.ca_certs)) for node in nodes] == [Path(certifi.where())]


def test_a_silent_node_is_left_for_the_next_one_while_there_is_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        addresses = tuple(f"http://127.0.0.1:{server.getsockname()[1]}" for server in (one, other))
        started = time.monotonic()
        with connect(Access(addresses)) as client, pytest.raises(ClusterDownError):
            Index(client, "nima").search("nima", {}, time.monotonic() + 0.6)
        for server in (one, other):
            server.accept()[0].close()

    assert 0.5 <= time.monotonic() - started < 2


SECONDS = 3.0
"""How long searches and changes go on; the node is killed after the first of them."""


@pytest.fixture(scope="module")
def three() -> Iterator[Cluster]:
    """A cluster that may be harmed."""
    if not shared.is_to_be_had():
        pytest.skip(shared.REASON)
    with nodes(nodes=3) as one:
        yield one


@pytest.fixture
def carried(three: Cluster, settings: Any) -> Iterator[str]:
    """The copy that all three nodes carry: of a site with one thing."""
    with carried_by(three.urls, settings):
        tell(0)
        forward_all()
        cluster.index().client.options(request_timeout=20).cluster.health(wait_for_status="green")
        yield Copy.objects.get().name


def tell(number: int) -> None:
    """Write a thing into the index."""
    with transaction.atomic():
        write("thing", [Document(str(number), number, "el", f"Κήπος {number}", "/")], {}, hold())


def with_the_first_copy(client: Elasticsearch) -> int:
    """Return the node that takes the changes."""
    shards: Any = client.cat.shards(index="nima-*", format="json").body
    return int(next(shard["node"] for shard in shards if shard["prirep"] == "p").rpartition("-")[2])


@pytest.mark.django_db
def test_no_search_fails_and_no_change_is_lost_when_a_node_of_three_is_killed(three: Cluster, carried: str) -> None:
    killed = with_the_first_copy(cluster.index().client)
    found = search_and_write_on(threading.Timer(1, three.kill, [killed]))
    three.restart(killed)
    forwarding.look()
    forward_all()

    assert [one for one in found if one[0] != one[1]] == []
    assert (list(compare()), carried) == ([], Copy.objects.get().name)
    assert search("κήπος") == (len(found) + 1, False)


def search_and_write_on(killer: threading.Timer) -> list[tuple[int, int]]:
    """Write, forward and search by turns; return how many things there were and were found each time."""
    until, found = time.monotonic() + SECONDS, list[tuple[int, int]]()
    killer.start()
    while time.monotonic() < until:
        tell(len(found) + 1)
        forwarding.step()
        found.append((len(found) + 2, search("κήπος")[0]))
    killer.join()
    return found


def search(text: str) -> tuple[int, bool]:
    """Return how much a visitor finds, and whether the database stood in."""
    found = find(Wish(text, AnonymousUser()))
    return found.total, found.is_reserve


@pytest.mark.django_db
def test_the_only_node_with_the_index_lost_the_database_answers_until_it_is_back(
    three: Cluster, carried: str, client: Client
) -> None:
    alone(carried)
    lost = with_the_first_copy(cluster.index().client)
    three.kill(lost)
    started = time.monotonic()
    answer = client.get("/api/search/", {"q": "κήπος"})
    took = time.monotonic() - started
    tell(1)
    with pytest.raises(CommandError, match="the index is red, as no node holds it"):
        call_command("search_check")
    Copy.objects.update(rests_until=None)
    worked, away = forwarding.step(), search("κήπος")
    three.restart(lost)
    forwarding.look()
    forward_all()

    assert (answer.headers["Search-Fallback"], took < 3, worked, away) == ("database", True, False, (2, True))
    assert (search("κήπος"), list(compare()), Copy.objects.get().name) == ((2, False), [], carried)


def alone(copy: str) -> None:
    """Let one node hold a copy, and no other."""
    client = cluster.index().client.options(request_timeout=20)
    client.indices.put_settings(index=copy, settings={"auto_expand_replicas": "false", "number_of_replicas": 0})
    client.cluster.health(index=copy, wait_for_status="green", wait_for_no_relocating_shards=True)


@pytest.mark.django_db
def test_all_nodes_stopped_the_database_answers_and_what_was_missed_is_mended(three: Cluster, carried: str) -> None:
    for one in range(3):
        three.kill(one)
    started = time.monotonic()
    away = search("κήπος")
    took = time.monotonic() - started
    tell(1)
    forwarding.step()
    for one in range(3):
        three.start(one)
    three.wait()
    forwarding.look()
    forward_all()

    assert (away, took < 3, search("κήπος")) == ((1, True), True, (2, False))
    assert list(compare()) == []
