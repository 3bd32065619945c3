"""A cluster carries the search; while it is away, slow or wrong, the database does, and nothing missed stays so."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override
from wagtail.models import PageViewRestriction

from search import cluster, forwarding, situations
from search.actions import catch_up
from search.engines import elasticsearch_json
from search.finding import Found, Wish, find
from search.models import Copy, State, Text
from search.rebuilding import read_on, step
from tests.elastic.nodes import free_ports
from tests.elastic.slow import Proxy, slow
from tests.factories.practices import make_practice
from tests.search.clustered import carried_by, forward_all
from tests.search.indexing import read_all

pytestmark = pytest.mark.django_db

GARDEN = "Ο κήπος της γειτονιάς"
Harm = Callable[[Any, str], None]


@pytest.fixture
def proxy(elasticsearch_url: str, settings: Any) -> Iterator[Proxy]:
    """A way to the cluster that carries the search."""
    with slow(elasticsearch_url) as one, carried_by([one.url], settings):
        yield one
        one.seconds = 0


@pytest.fixture
def name(proxy: Proxy) -> str:
    """The copy that is searched: of a site with a practice."""
    make_practice(GARDEN)
    bring_on()
    return Copy.objects.get().name


def bring_on() -> None:
    """Read and forward everything."""
    read_all()
    forward_all()


def ask(text: str = "κήπος") -> Found:
    """Return what a visitor finds."""
    return find(Wish(text, AnonymousUser()))


def told(text: str = "κήπος") -> tuple[int, bool]:
    """Return how much a visitor finds, and whether the database had to stand in."""
    found = ask(text)
    return found.total, found.is_reserve


def test_what_is_written_is_found_through_the_cluster(name: str) -> None:
    make_practice("Κήπος και θάλασσα")
    bring_on()

    assert told() == (2, False)


def test_who_must_miss_nothing_lets_it_be_forwarded_first(name: str) -> None:
    read_on()
    forward_all()
    make_practice("Κήπος και θάλασσα")
    read_on()

    assert told() == (2, False)


def test_what_is_hidden_is_not_found_before_it_is_forwarded(name: str) -> None:
    practice = make_practice("Καναρίνι στον κήπο")
    bring_on()
    before = told("καναρίνι")
    PageViewRestriction.objects.create(page=practice, restriction_type=PageViewRestriction.LOGIN)
    noted, counted = ask("καναρίνι"), ask("")
    catch_up()
    read = ask("καναρίνι")
    forward_all()
    forwarded = ask("καναρίνι")

    assert before == (1, False)
    assert [(one.total, one.things, one.more, one.counts, one.is_reserve) for one in (noted, read, forwarded)] == [
        (0, [], [], {}, False)
    ] * 3
    assert counted.counts["kind"] == ask("").counts["kind"]


def test_when_too_much_waits_the_database_answers(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.cluster.MOST_BEHIND", 2)
    for number in range(3):
        make_practice(f"Κήπος {number}")
    read_all()
    before = told()
    forward_all()

    assert (before, told()) == ((4, True), (4, False))


@pytest.fixture
def client_of(name: str) -> Any:
    """What speaks to the cluster directly."""
    return cluster.index().client


def delete(client: Any, name: str) -> None:
    """Take the index away."""
    client.indices.delete(index=name)


def put_another(client: Any, name: str, **mapping: Any) -> None:
    """Put another index in its place."""
    alias = name.rpartition("-")[0]
    client.indices.delete(index=name)
    client.indices.create(index=name, aliases={alias: {}}, **mapping)


def map_wrongly(client: Any, name: str) -> None:
    """Put an index with another mapping in its place."""
    put_another(client, name, mappings={"properties": {"lexemes": {"type": "keyword"}}})


def empty(client: Any, name: str) -> None:
    """Put an empty index in its place."""
    put_another(client, name, mappings=elasticsearch_json.MAPPING)


@pytest.mark.parametrize("harm", [delete, map_wrongly, empty])
def test_of_an_index_that_is_gone_or_wrong_another_is_made_by_itself(client_of: Any, name: str, harm: Harm) -> None:
    harm(client_of, name)
    harmed = told()
    forwarding.look()
    forward_all()

    assert (harmed, told(), Copy.objects.get().name != name) == ((1, True), (1, False), True)


def test_a_slow_cluster_is_waited_for_once_and_asked_again_later(proxy: Proxy, name: str) -> None:
    proxy.seconds = 5
    times, found = [], []
    for _search in range(3):
        started = time.monotonic()
        found.append(told())
        times.append(time.monotonic() - started)
    proxy.seconds = 0
    Copy.objects.update(rests_until=timezone.now() - timedelta(seconds=1))

    assert (found, times[0] < 3, max(times[1:]) < 0.5) == ([(1, True)] * 3, True, True)
    assert told() == (1, False)


def test_what_a_cluster_missed_that_was_away_is_forwarded_by_itself(
    proxy: Proxy, name: str, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    there = settings.SEARCH_URL
    settings.SEARCH_URL = f"elasticsearch://127.0.0.1:{free_ports(1)[0]}/{there.rpartition('/')[2]}"
    make_practice("Κήπος με μυστικό")
    read_all()
    worked = forwarding.step(), forwarding.step()
    away = told()
    forwarding.look()
    settings.SEARCH_URL = there
    forwarding.look()
    forward_all()

    assert (worked, away, told()) == ((False, False), (2, True), (2, False))
    assert {(one.levelname, one.message) for one in caplog.records if one.name == "search"} == {
        ("WARNING", "The search cluster failed: ConnectionError")
    }


def test_an_address_that_cannot_be_understood_leaves_the_database(name: str, settings: Any) -> None:
    settings.SEARCH_URL = "elasticsearch://"
    forwarding.look()

    assert told() == (1, True)


def test_what_the_cluster_refuses_is_not_found_logged_without_its_words_and_sent_again(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    make_practice("Κήπος με μυστικό")
    with monkeypatch.context() as patch:
        patch.setattr(situations, "age", lambda texts: 2**64)
        bring_on()
    refused, found = list(Copy.objects.get().refused), told()
    forwarding.look()

    number = Text.objects.get(title="Κήπος με μυστικό").pk & ~1
    assert (refused, found) == ([number], (1, False))
    assert [one.getMessage() for one in caplog.records if one.name == "search"] == [
        f"The search cluster refused thing {number}: document_parsing_exception"
    ]
    assert (Copy.objects.get().refused, told()) == ([], (2, False))


def test_a_copy_that_is_ahead_of_a_restored_database_gives_way(name: str) -> None:
    State.objects.update(sequence=0)
    Text.objects.update(sequence=0)
    forwarding.look()

    assert Copy.objects.get().name != name


def test_an_index_of_another_analysis_has_another_copy(name: str) -> None:
    State.objects.update(analysis=99)

    assert step()
    forward_all()

    assert (Copy.objects.get().name != name, told()) == (True, (1, False))


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_page_says_when_the_database_stands_in(client: Client, name: str, language: str) -> None:
    with override(language):
        words = gettext(
            "The search runs on its reserve at the moment: it finds the same, and may take a little longer."
        )
    path = {"q": "κήπος"}
    before = client.get(f"/{language}/search/", path).content.decode()
    Copy.objects.update(rests_until=timezone.now() + timedelta(minutes=1))
    after = client.get(f"/{language}/search/", path).content.decode()

    assert (words in before, words in after, after.count("<mark>κήπος</mark>")) == (False, True, 1)


def test_programs_are_told_by_a_header_that_the_database_stands_in(client: Client, name: str) -> None:
    there = client.get("/api/search/", {"q": "κήπος"})
    Copy.objects.update(rests_until=timezone.now() + timedelta(minutes=1))
    away = client.get("/api/search/", {"q": "κήπος"})

    assert (there.headers.get("Search-Fallback"), away.headers.get("Search-Fallback")) == (None, "database")
    assert there.json() == away.json()


def test_without_a_cluster_nobody_is_told_of_one(client: Client) -> None:
    make_practice(GARDEN)
    read_all()

    assert (told(), forwarding.step(), Copy.objects.exists()) == ((1, False), False, False)


def test_a_search_takes_as_many_questions_to_database_and_cluster_however_much_it_finds(
    proxy: Proxy, name: str
) -> None:
    numbers = []
    for count in (1, 3):
        for number in range(count):
            make_practice(f"Κήπος {count} {number}")
        bring_on()
        told("κήπος")
        before = proxy.asked
        with CaptureQueriesContext(connection) as queries:
            told("κήπος")
        numbers.append((len(queries), proxy.asked - before))

    assert numbers == [(numbers[0][0], 1)] * 2
