"""No node holds the index, or it is closed: the database answers in time and says so, and nothing written is lost."""

import time
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any, NamedTuple

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import gettext, override

from network_members.models import User
from search import cluster, forwarding
from search.comparing import compare
from search.engines import elasticsearch_json
from search.models import Copy
from tests.factories.practices import make_practice
from tests.network_members.rooms import enter
from tests.search.clustered import carried_by, forward_all
from tests.search.indexing import read_all
from tests.search.test_cluster import told

pytestmark = pytest.mark.django_db

NOTICE = "The search runs on its reserve at the moment: it finds the same, and may take a little longer."
NOWHERE = "index.routing.allocation.require._name"
BLOCK = "index.blocks.write"
MOST_SECONDS = 3
"""In which the site answers, whatever becomes of the cluster."""


def redden(client: Any, name: str) -> None:
    """Put an index in its place that no node may hold."""
    client.indices.delete(index=name)
    client.indices.create(
        index=name,
        aliases={name.rpartition("-")[0]: {}},
        mappings=elasticsearch_json.MAPPING,
        settings={NOWHERE: "nobody"},
        wait_for_active_shards=0,
    )


def let_nodes_hold_it(client: Any, name: str) -> None:
    """Let any node hold the index again."""
    client.indices.put_settings(index=name, settings={NOWHERE: None})
    client.cluster.health(index=name, wait_for_status="yellow", timeout="10s")


def close(client: Any, name: str) -> None:
    """Close the index, as one does to restore it."""
    client.indices.close(index=name)


def reopen(client: Any, name: str) -> None:
    """Open it again."""
    client.indices.open(index=name)
    client.cluster.health(index=name, wait_for_status="yellow", timeout="10s")


def block(client: Any, name: str) -> None:
    """Let nothing be written, as an administrator may."""
    client.indices.put_settings(index=name, settings={BLOCK: True})


def unblock(client: Any, name: str) -> None:
    """Let it be written again."""
    client.indices.put_settings(index=name, settings={BLOCK: None})


class Site(NamedTuple):
    """A site with one practice, whose search a cluster carries."""

    client: Any
    """What speaks to the cluster directly."""
    name: str
    """The copy that is searched."""


@pytest.fixture
def site(elasticsearch_url: str, settings: Any) -> Iterator[Site]:
    """A site whose cluster may be harmed."""
    with carried_by([elasticsearch_url], settings):
        write("Ο κήπος")
        forward_all()
        yield Site(cluster.index().client.options(request_timeout=20), Copy.objects.get().name)


def write(title: str) -> None:
    """Publish a practice, and read it for the index of the database."""
    make_practice(title)
    read_all()


def check() -> str:
    """Return what the check of the search says."""
    out = StringIO()
    try:
        call_command("search_check", stdout=out)
    except CommandError as failure:
        return str(failure)
    return out.getvalue().strip().splitlines()[-1]


def asked(client: Client, path: str, **query: str) -> tuple[Any, float]:
    """Return an answer of the site, and the seconds it took; the cluster is not known to be away."""
    Copy.objects.update(rests_until=None)
    started = time.monotonic()
    return client.get(path, query), time.monotonic() - started


HARM = pytest.mark.parametrize("harm", [redden, close])


@HARM
@pytest.mark.parametrize("language", ["el", "en"])
def test_the_page_is_there_in_time_with_all_that_is_found_and_a_notice(
    language: str, harm: Callable[[Any, str], None], site: Site, client: Client
) -> None:
    harm(*site)
    answer, seconds = asked(client, f"/{language}/search/", q="κήπος")
    with override(language):
        notice = gettext(NOTICE)
    page = answer.content.decode()

    assert (answer.status_code, seconds < MOST_SECONDS) == (200, True)
    assert (page.count("<mark>κήπος</mark>"), notice in page) == (1, True)


@HARM
def test_programs_get_the_same_in_time_and_a_header(
    harm: Callable[[Any, str], None], site: Site, client: Client
) -> None:
    before, _seconds = asked(client, "/api/search/", q="κήπος")
    harm(*site)
    after, seconds = asked(client, "/api/search/", q="κήπος")

    assert (before.json(), before.headers.get("Search-Fallback")) == (after.json(), None)
    assert (after.headers["Search-Fallback"], seconds < MOST_SECONDS) == ("database", True)


@HARM
def test_suggestions_and_the_admin_do_not_notice(
    harm: Callable[[Any, str], None], site: Site, client: Client, editor: User
) -> None:
    harm(*site)
    suggested, first = asked(client, "/el/search/suggest/", q="κηπ")
    found, second = asked(enter(editor), "/admin/pages/search/", q="κηπος")

    assert (suggested.status_code, found.status_code) == (200, 200)
    assert (len(suggested.json()["offers"]), "Ο κήπος" in found.content.decode()) == (1, True)
    assert max(first, second) < MOST_SECONDS


@pytest.mark.parametrize(
    ("harm", "mend"), [(redden, let_nodes_hold_it), (close, reopen), (block, unblock)], ids=["red", "closed", "blocked"]
)
def test_what_was_written_meanwhile_is_forwarded_once_the_index_is_well(
    harm: Callable[[Any, str], None], mend: Callable[[Any, str], None], site: Site
) -> None:
    harm(*site)
    write("Κήπος με μυστικό")
    started = time.monotonic()
    worked = forwarding.step()
    seconds = time.monotonic() - started
    meanwhile, refused = told(), Copy.objects.get().refused
    mend(*site)
    Copy.objects.update(rests_until=None)
    forwarding.look()
    forward_all()

    # The worker waits for the index no longer than this, as mails wait for the worker.
    assert (worked, seconds < MOST_SECONDS, meanwhile, refused) == (False, True, (2, True), [])
    assert (told(), list(compare())) == ((2, False), [])


@pytest.mark.parametrize(
    ("harm", "why"),
    [(redden, "the index is red, as no node holds it"), (close, "400 index_closed_exception")],
    ids=["red", "closed"],
)
def test_the_check_says_what_is_wrong_and_that_all_is_well_again(
    harm: Callable[[Any, str], None], why: str, site: Site
) -> None:
    before = check()
    harm(*site)
    harmed = check()
    call_command("search_rebuild", "--cluster", stdout=StringIO())

    equal = "Index and database are equal"
    assert (before, harmed, check()) == (equal, f"The cluster could not be compared: {why}.", equal)


@HARM
def test_a_new_copy_takes_the_place_of_one_that_does_not_come_back(
    harm: Callable[[Any, str], None], site: Site
) -> None:
    harm(*site)
    Copy.objects.update(rests_until=None)
    call_command("search_rebuild", "--cluster", stdout=StringIO())
    forwarding.look()

    assert (told(), cluster.index().copies()) == ((1, False), [Copy.objects.get().name])
