"""The index in a real Elasticsearch ranks by our arithmetic, keeps the newest, and is rebuilt unnoticed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from search.engines.elasticsearch import Access, ClusterDownError, Index, connect
from search.engines.shapes import Answer, Document, Hit, Question, Removal
from tests.elastic.nodes import free_ports

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def index(elasticsearch_url: str) -> Iterator[Index]:
    """An index under a name of its own, empty and searched."""
    with connect(Access((elasticsearch_url,))) as client:
        one = Index(client, f"nima-{uuid4().hex}")
        rebuild(one, [])
        yield one
        client.indices.delete(index=one.indices())


def rebuild(index: Index, documents: list[Document | Removal], now: datetime = NOW) -> None:
    """Build an index of these documents and search it."""
    index.start_rebuild(now)
    assert index.write(documents, to=index.next_name) == {}
    index.finish_rebuild()


def paper(key: str, lexemes: str = "", **about: Any) -> Document:
    """Return a document `item/language`."""
    item, _, language = key.partition("/")
    common = {"version": 1, "item": item, "language": language or "el", "kind": "practice", "date": NOW, "seq": 0}
    return Document(**{"key": key, "lexemes": lexemes.split(), **common, **about})


def fill(index: Index, *changes: Document | Removal) -> None:
    """Write and wait until it can be found."""
    assert index.write(changes) == {}
    index.refresh()


def keys(answer: Answer) -> list[str]:
    """Return what was found, in order."""
    return [hit.key for hit in answer.hits]


def test_scores_are_the_sum_of_the_best_lexemes_and_all_words_come_first(index: Index) -> None:
    fill(
        index,
        paper("some", "συμβουλ συμβουλ¹ συμβουλ²"),
        paper("all", "συμβουλ ενταξ"),
        paper("other", "council ενταξ ενταξ¹"),
        paper("none", "δημ"),
    )
    words = [
        [("συμβουλ", 40), ("συμβουλ¹", 60), ("συμβουλ²", 80), ("council", 10)],
        [("ενταξ", 5), ("ενταξ¹", 7)],
    ]

    assert index.search(Question(words)) == Answer(
        total=3,
        hits=[Hit("all", "all", 45, True), Hit("other", "other", 17, True), Hit("some", "some", 80, False)],
        counts={},
    )


def test_of_equals_the_newer_comes_first_and_then_the_later_number(index: Index) -> None:
    fill(
        index,
        paper("old", "ενταξ", date=NOW - timedelta(days=1), seq=9),
        paper("new", "ενταξ", seq=1),
        paper("newer", "ενταξ", seq=2),
    )

    assert [keys(index.search(Question(words))) for words in ([[("ενταξ", 3)]], [])] == [["newer", "new", "old"]] * 2


def test_an_item_is_found_and_counted_once_by_its_better_language(index: Index) -> None:
    fill(
        index,
        paper("1/el", "council", facets=["theme:housing"]),
        paper("1/en", "council council¹", facets=["theme:housing"]),
        paper("2/en", "council", facets=["theme:work"], seq=-1),
    )

    answer = index.search(Question([[("council", 2), ("council¹", 3)]], groups=["theme"]))

    assert answer == Answer(
        total=2,
        hits=[Hit("1/en", "1", 3, True), Hit("2/en", "2", 2, True)],
        counts={"theme": {"housing": 1, "work": 1}},
    )


def test_an_unknown_word_is_nowhere_and_leaves_the_others(index: Index) -> None:
    fill(index, paper("1", "ενταξ"))

    asked: list[list[list[tuple[str, int]]]] = [[[("ενταξ", 3)], []], [[]]]
    found = [index.search(Question(words)).hits for words in asked]

    assert found == [[Hit("1", "1", 3, False)], []]


def test_filters_narrow_hits_and_counts(index: Index) -> None:
    fill(
        index,
        paper("1", audience=["all"], facets=["theme:work"]),
        paper("2", audience=["editors", "member-7"], facets=["theme:work"]),
        paper("3", audience=["member-8"], facets=["theme:work"]),
        paper("4", audience=["all"], kind="news", facets=["theme:work"]),
        paper("5", audience=["all"], date=datetime(2020, 5, 1, 23, tzinfo=UTC), facets=["theme:work"]),
    )
    seen = {"audience": ["all", "member-7"], "kind": ["practice"]}

    answer = index.search(Question(filters=seen, since=date(2020, 5, 2), groups=["theme"]))
    old = index.search(Question(filters=seen, until=date(2020, 5, 1)))

    assert (sorted(keys(answer)), answer.counts, keys(old)) == (["1", "2"], {"theme": {"work": 2}}, ["5"])


def test_what_is_chosen_narrows_the_counts_of_other_groups_alone(index: Index) -> None:
    fill(
        index,
        paper("1", facets=["theme:housing", "country:gr"]),
        paper("2", facets=["theme:work", "country:gr"]),
        paper("3", facets=["theme:work", "country:pt"]),
    )

    answer = index.search(Question(chosen={"theme": ["work"]}, groups=["theme", "country"]))

    assert (answer.total, sorted(keys(answer)), answer.counts) == (
        2,
        ["2", "3"],
        {"theme": {"work": 2, "housing": 1}, "country": {"gr": 1, "pt": 1}},
    )


def test_pages_follow_each_other(index: Index) -> None:
    fill(index, *(paper(str(number), seq=-number) for number in range(5)))

    assert [keys(index.search(Question(start=start, limit=2))) for start in (0, 2, 4)] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
    ]


def test_late_news_change_nothing_that_is_newer(index: Index) -> None:
    fill(index, paper("kept", "new", version=5), paper("gone", version=5))
    fill(index, Removal("gone", version=6), Removal("never", version=1))
    fill(index, paper("kept", "old", version=4), paper("gone", version=5), Removal("kept", version=3))

    assert (sorted(index.versions()), keys(index.search(Question([[("new", 1)]])))) == ([("kept", 5)], ["kept"])


def test_a_document_that_makes_no_sense_is_refused_and_the_others_are_stored(index: Index) -> None:
    refused = index.write([paper("good"), paper("bad", seq=2**64)])
    index.refresh()

    assert (list(refused), [key for key, _ in index.versions()]) == (["bad"], ["good"])


def test_readers_find_the_old_index_until_the_new_one_is_whole(index: Index) -> None:
    fill(index, paper("old"))
    index.start_rebuild(NOW + timedelta(days=1))
    index.write([paper("new")], to=index.next_name)
    meanwhile = keys(index.search(Question()))
    index.finish_rebuild()

    assert (meanwhile, keys(index.search(Question())), len(index.indices())) == (["old"], ["new"], 1)


def test_a_stopped_rebuild_goes_on_or_starts_anew(index: Index) -> None:
    before = index.unfinished_rebuild()
    first = index.start_rebuild(NOW + timedelta(days=1))
    after_the_first = index.unfinished_rebuild()
    second = index.start_rebuild(NOW + timedelta(days=2))

    assert (before, after_the_first, index.unfinished_rebuild()) == (None, first, second)


def test_every_version_is_told_however_many_there_are(index: Index) -> None:
    fill(index, *(paper(f"{number:04}", version=number + 1) for number in range(1201)))

    assert sorted(index.versions()) == [(f"{number:04}", number + 1) for number in range(1201)]


def test_nothing_is_written_where_no_index_was_built(elasticsearch_url: str) -> None:
    with connect(Access((elasticsearch_url,))) as client:
        missing = Index(client, f"nima-{uuid4().hex}")
        refused = missing.write([paper("1"), Removal("2", version=1)])

        assert (sorted(refused), missing.indices()) == (["1", "2"], [])
        with pytest.raises(ClusterDownError):
            missing.search(Question())


def test_a_cluster_that_is_gone_is_down() -> None:
    with connect(Access(tuple(f"http://127.0.0.1:{port}" for port in free_ports(2)))) as client:
        with pytest.raises(ClusterDownError):
            Index(client).search(Question())
        with pytest.raises(ClusterDownError):
            Index(client).write([paper("1")])


def test_the_next_address_answers_for_one_that_does_not(index: Index, elasticsearch_url: str) -> None:
    fill(index, paper("1"))
    with connect(Access((f"http://127.0.0.1:{free_ports(1)[0]}", elasticsearch_url))) as client:
        found = [keys(Index(client, index.name).search(Question())) for _ in range(4)]

    assert found == [["1"]] * 4
