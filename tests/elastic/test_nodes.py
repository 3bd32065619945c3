"""The tests' own Elasticsearch is a real one, whose nodes end with whoever started them."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import elasticsearch
import pytest
from elasticsearch import Elasticsearch

from tests.elastic import home, jars, nodes, shared
from tests.elastic.nodes import cluster, health

needs_server = pytest.mark.skipif(not home.is_to_be_had(), reason=shared.REASON)


@pytest.fixture
def client(elasticsearch_url: str) -> Iterator[Elasticsearch]:
    """Speaks to the node that all share."""
    with Elasticsearch(elasticsearch_url) as one:
        yield one


def test_a_node_finds_what_it_stored(client: Elasticsearch) -> None:
    index = f"nodes-{uuid4().hex}"
    client.index(index=index, id="1", document={"title": "Συμβούλια ένταξης"}, refresh=True)

    found = client.search(index=index, query={"match": {"title": "ένταξης"}})["hits"]["hits"]

    client.indices.delete(index=index)
    assert [hit["_id"] for hit in found] == ["1"]


@pytest.mark.parametrize(
    "analyzer, text, tokens",
    [
        ("greek", "Συμβούλια ένταξης μεταναστών", ["συμβουλ", "ενταξ", "μεταναστ"]),
        ("english", "The integration councils", ["integr", "council"]),
    ],
)
def test_lucenes_analysers_stand_beside_ours(
    client: Elasticsearch, analyzer: str, text: str, tokens: list[str]
) -> None:
    answer = client.indices.analyze(analyzer=analyzer, text=text)

    assert [token["token"] for token in answer["tokens"]] == tokens


@needs_server
def test_a_node_does_not_outlive_whoever_started_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    program = "from tests.elastic.nodes import cluster\nwith cluster() as one: print(one.urls[0], flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as starter:
        assert starter.stdout
        url = starter.stdout.readline().decode().strip()
        answered = health(url)["status"]
        starter.send_signal(signal.SIGKILL)

    assert (answered, ends_within(url, seconds=10)) == ("green", True)


def ends_within(url: str, seconds: float) -> bool:
    """Wait for a node to fall silent."""
    until = time.monotonic() + seconds
    while health(url) and time.monotonic() < until:
        time.sleep(0.1)
    return not health(url)


@needs_server
def test_a_node_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(nodes.COMMON, "no.such.setting", "1")

    with pytest.raises(RuntimeError, match=r"unknown setting \[no.such.setting\]"), cluster():
        pass


def test_jars_that_nobody_knows_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jars, "download", lambda folder: (folder / "other.jar").write_bytes(b"other"))

    with pytest.raises(RuntimeError, match="other jars"):
        jars.fetch(tmp_path)


def test_client_and_server_are_of_one_major_version() -> None:
    pinned = re.findall(
        r"<artifactId>(?:elasticsearch|transport-netty4)</artifactId>\s*<version>(\d+)\.", jars.POM.read_text()
    )

    assert pinned == [str(elasticsearch.__version__[0])] * 2
