"""Searches and changes go on while nodes come and go, and who we are reaches them."""

import http.server
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import certifi
import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import Access, ClusterDownError, Index, connect
from search.engines.shapes import Document, Question
from tests.elastic import shared
from tests.elastic.nodes import Cluster, cluster

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
SECONDS = 3.0
"""How long searches and changes go on; the node is killed after the first of them."""
FIRST = Question([[("first", 1)]])


@pytest.fixture(scope="module")
def three() -> Iterator[Cluster]:
    """A cluster that may be harmed."""
    if not shared.is_to_be_had():
        pytest.skip(shared.REASON)
    with cluster(nodes=3) as one:
        yield one


@pytest.fixture
def index(three: Cluster) -> Iterator[Index]:
    """An index on all three nodes with one document that is searched for."""
    with connect(Access(tuple(three.urls))) as client:
        one = Index(client)
        one.start_rebuild(NOW)
        one.write([paper("first", "first")], to=one.next_name)
        one.finish_rebuild()
        client.options(request_timeout=20).cluster.health(wait_for_status="green")
        yield one
        client.indices.delete(index=one.indices())


def paper(key: str, lexeme: str = "next") -> Document:
    """Return a document of one lexeme."""
    return Document(key, 1, key, "practice", "el", [lexeme], NOW, 0)


def with_the_first_copy(client: Elasticsearch) -> int:
    """Return the node that takes the changes."""
    shards: Any = client.cat.shards(index="nima-search", format="json").body
    return number(next(shard["node"] for shard in shards if shard["prirep"] == "p"))


def that_leads(client: Elasticsearch) -> int:
    """Return the node that decides for all."""
    leaders: Any = client.cat.master(format="json").body
    return number(leaders[0]["node"])


def number(name: str) -> int:
    """Return the number in a node's name."""
    return int(name.rpartition("-")[2])


@pytest.mark.parametrize("victim", [with_the_first_copy, that_leads])
def test_no_search_fails_and_no_change_is_lost_when_a_node_of_three_is_killed(
    three: Cluster, index: Index, victim: Callable[[Elasticsearch], int]
) -> None:
    killed = victim(index.client)
    with ThreadPoolExecutor(2) as both:
        found, written = both.submit(search_on, index), both.submit(write_on, index)
        time.sleep(1)
        three.kill(killed)
    three.restart(killed)
    index.refresh()

    assert found.result() == {1}
    assert {key for key, _ in index.versions()} == {"first", *written.result()}


def search_on(index: Index) -> set[int]:
    """Search without a pause; return the numbers of items found."""
    until, found = time.monotonic() + SECONDS, set()
    while time.monotonic() < until:
        found.add(index.search(FIRST).total)
    return found


def write_on(index: Index) -> set[str]:
    """Write one document after the other; return their keys."""
    until, written = time.monotonic() + SECONDS, set[str]()
    while time.monotonic() < until:
        key = str(len(written))
        assert index.write([paper(key)]) == {}
        written.add(key)
    return written


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
        Index(client).search(Question())

    assert listener.heard == [heard]


def test_the_authority_that_vouches_for_the_nodes_is_passed_on() -> None:
    with connect(Access(("https://127.0.0.1:9200",), ca_certs=certifi.where())) as client:
        nodes = client.transport.node_pool.all()

    assert [Path(str(node.config.ca_certs)) for node in nodes] == [Path(certifi.where())]


def test_a_silent_node_is_left_for_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.engines.elasticsearch.PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        addresses = tuple(f"http://127.0.0.1:{server.getsockname()[1]}" for server in (one, other))
        started = time.monotonic()
        with connect(Access(addresses)) as client, pytest.raises(ClusterDownError):
            Index(client).search(Question())
        for server in (one, other):
            server.accept()[0].close()

    assert 0.6 <= time.monotonic() - started < 2
