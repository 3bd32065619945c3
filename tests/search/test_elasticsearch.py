"""The copies in a real Elasticsearch keep the newest, tell what they hold, and give way to a new one unnoticed."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from search.engines.address import Access
from search.engines.elasticsearch import Index, connect
from search.engines.elasticsearch_json import Part, read, search_body
from search.engines.shapes import ClusterDownError, Document, Question, Removal
from tests.elastic.nodes import free_ports

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
EVERYTHING = Question(audiences=frozenset({"everybody"}))


@pytest.fixture
def index(elasticsearch_url: str) -> Iterator[Index]:
    """Copies under a name of their own."""
    with connect(Access((elasticsearch_url,))) as client:
        one = Index(client, f"nima-{uuid4().hex}")
        yield one
        one.clean(())


@pytest.fixture
def copy(index: Index) -> str:
    """An empty copy that is searched."""
    return new_copy(index)


def new_copy(index: Index, *documents: Document, now: datetime = NOW) -> str:
    """Make a copy of these documents and search it."""
    name = index.start(now)
    assert index.write(documents, name, is_searched=False) == {}
    index.finish(name)
    return name


def paper(key: str, lexemes: str = "", **about: Any) -> Document:
    """Return a document that everybody finds."""
    common: dict[str, Any] = {"version": 1, "thing": int(key), "facets": frozenset(), "age": 0}
    return Document(
        **{
            "key": key,
            "lexemes": {"el": lexemes.split()},
            "needs": frozenset({"everybody"}),
            "lacks": "",
            **common,
            **about,
        }
    )


def things(index: Index, copy: str) -> list[int]:
    """Return all that is found in a copy, in order."""
    said = index.search(copy, search_body(EVERYTHING, Part(), 0, 20), time.monotonic() + 5)
    return list(read(said, {}).things)


def test_what_is_written_to_the_searched_copy_is_found_at_once(index: Index, copy: str) -> None:
    written = index.write([paper("2", age=1), paper("4", age=3), paper("6", age=1)], copy, is_searched=True)

    assert (written, things(index, copy)) == ({}, [4, 6, 2])


def test_late_news_change_nothing_that_is_newer(index: Index, copy: str) -> None:
    news: list[list[Document | Removal]] = [
        [paper("2", version=5), paper("4", version=5)],
        [Removal("4", version=6), Removal("6", version=1)],
        [paper("2", version=4), paper("4", version=5), Removal("2", version=3)],
    ]
    for changes in news:
        assert index.write(changes, copy, is_searched=True) == {}

    assert (sorted(index.versions(copy)), things(index, copy)) == ([("2", 5)], [2])


def test_a_document_that_makes_no_sense_is_refused_and_the_others_are_stored(index: Index, copy: str) -> None:
    refused = index.write([paper("2"), paper("4", age=2**64)], copy, is_searched=True)

    assert (refused, things(index, copy)) == ({"4": "document_parsing_exception"}, [2])


def test_readers_find_the_old_copy_until_the_new_one_is_whole_and_looked_after(index: Index) -> None:
    old = new_copy(index, paper("2"))
    new = new_copy(index, paper("4"), now=NOW + timedelta(days=1))
    both = things(index, old), things(index, new)
    index.clean([new])

    assert (both, things(index, new)) == (([2], [4]), [4])
    with pytest.raises(ClusterDownError, match="404"):
        things(index, old)


def test_copies_of_another_site_whose_name_begins_alike_stay(index: Index, copy: str) -> None:
    other = Index(index.client, f"{index.name}-other")
    theirs = new_copy(other, paper("2"))
    index.clean([copy])

    assert things(other, theirs) == [2]
    other.clean(())


def test_a_copy_says_whether_it_stands_and_how_far_it_goes(index: Index, copy: str) -> None:
    index.write([paper("2", version=7), paper("4", version=3)], copy, is_searched=True)
    being_made = index.start(NOW + timedelta(days=1))

    assert (index.stands(copy, is_searched=True), index.stands(being_made, is_searched=False)) == (True, True)
    assert (index.stands(being_made, is_searched=True), index.stands("nima-none", is_searched=True)) == (False, False)
    assert (index.extent(copy), index.extent(being_made)) == ((2, 7), (0, 0))


def test_every_version_is_told_however_many_there_are(index: Index, copy: str) -> None:
    index.write((paper(str(number), version=number + 1) for number in range(0, 2402, 2)), copy, is_searched=True)

    assert sorted(index.versions(copy)) == sorted((str(number), number + 1) for number in range(0, 2402, 2))


def test_nothing_is_written_where_no_copy_is_made(index: Index) -> None:
    with pytest.raises(ClusterDownError, match="404 index_not_found_exception"):
        index.write([paper("2"), Removal("4", version=1)], "nima-none", is_searched=True)

    assert not index.client.indices.exists(index=index.name)


def test_changes_that_are_led_to_another_index_count_as_failed(index: Index, copy: str) -> None:
    new_copy(index, now=NOW + timedelta(days=1))

    with pytest.raises(ClusterDownError, match="another index"):
        index.write([paper("2")], copy, is_searched=True)


def test_a_cluster_that_is_gone_is_down() -> None:
    with connect(Access(tuple(f"http://127.0.0.1:{port}" for port in free_ports(2)))) as client:
        index = Index(client, "nima-none")
        with pytest.raises(ClusterDownError):
            things(index, "nima-none")
        with pytest.raises(ClusterDownError):
            index.write([paper("2")], "nima-none", is_searched=True)


def test_a_search_for_which_no_time_is_left_is_not_sent(index: Index, copy: str) -> None:
    with pytest.raises(ClusterDownError, match="too long"):
        index.search(copy, {}, time.monotonic())


def test_the_next_address_answers_for_one_that_does_not(index: Index, elasticsearch_url: str) -> None:
    copy = new_copy(index, paper("2"))
    with connect(Access((f"http://127.0.0.1:{free_ports(1)[0]}", elasticsearch_url))) as client:
        found = [things(Index(client, index.name), copy) for _ in range(4)]

    assert found == [[2]] * 4
