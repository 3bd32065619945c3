"""The copy in the cluster is held against the database, mended, and made anew without a loss."""

from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from good_practices.models import GoodPracticePage
from search import cluster, forwarding
from search.comparing import Difference, compare
from search.engines.database import index as database_index
from search.engines.shapes import Removal
from search.models import Copy, State, Text
from tests.factories.practices import make_practice
from tests.search.clustered import carried_by, forward_all
from tests.search.indexing import read_all
from tests.search.test_cluster import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def copy(elasticsearch_url: str, settings: Any) -> Iterator[Copy]:
    """The copy that is searched, of a site with three practices."""
    with carried_by([elasticsearch_url], settings):
        for number in range(3):
            make_practice(f"Κήπος {number}")
        read_all()
        forward_all()
        yield Copy.objects.get()


def run(command: str, *options: str) -> str:
    """Return what a command says."""
    out = StringIO()
    call_command(command, *options, stdout=out)
    return out.getvalue()


def harm(copy: Copy) -> list[Difference]:
    """Take one document away, make one older, and add one that never was; return what is to be found of it."""
    lost, older = sorted(Text.objects.filter(kind="practice").values_list("pk", flat=True))[:2]
    index = cluster.index()
    index.write([Removal(str(lost), 10**6)], copy.name, is_searched=True)
    index.client.index(
        index=copy.name, id=str(older), version=10**6, version_type="external", document={"thing": older}, refresh=True
    )
    index.client.index(index=copy.name, id="9000/el", document={"thing": 9000}, refresh=True)
    return [
        Difference(lost, "is missing"),
        Difference(older, "is of another version"),
        Difference(9000, "should not be found"),
    ]


def test_a_copy_that_is_right_differs_in_nothing_and_the_check_tells_what_is_on_its_way(copy: Copy) -> None:
    equal = "Index and database are equal"
    before = run("search_check").splitlines()[1:]
    make_practice("Κήπος που περιμένει")
    read_all()
    behind = run("search_check").splitlines()[1:]
    forward_all()
    GoodPracticePage.objects.update(challenge="Θάλασσα")
    unread = run("search_check").splitlines()[1:]

    assert (before, behind) == ([equal], ["texts to be sent to the cluster: 1", equal])
    assert unread == ["changes to be read: 4", equal]


def test_the_check_finds_what_the_cluster_lost_or_made_up_and_repairs_it(copy: Copy) -> None:
    expected = harm(copy)
    found = sorted(compare(), key=lambda one: one.thing)
    with pytest.raises(CommandError, match="3 texts differ"):
        run("search_check")
    said = run("search_check", "--repair")

    assert (found, said.strip().splitlines()[-1]) == (expected, "3 texts were repaired")
    assert (list(compare()), told()) == ([], (3, False))


def test_a_lost_document_is_sent_again_to_the_same_copy(copy: Copy) -> None:
    make_practice("Κήπος και θάλασσα")
    read_all()
    Copy.objects.update(sequence=State.now().sequence, number=10**9)
    lost = told()
    run("search_check", "--repair")

    assert (lost, told(), Copy.objects.get().name) == ((3, False), (4, False), copy.name)


def test_lexemes_that_were_wrong_in_the_database_are_sent_anew_once_they_are_right(copy: Copy) -> None:
    number = Text.objects.filter(kind="practice").values_list("pk", flat=True)[0]
    database_index().write({number: "ψευδ"})
    list(forwarding.make_anew())
    wrong = told()
    run("search_check", "--repair")

    assert (wrong, told()) == ((2, False), (3, False))


def test_a_cluster_that_cannot_be_compared_is_a_fault(copy: Copy, settings: Any) -> None:
    settings.SEARCH_URL = "elasticsearch://"

    with pytest.raises(CommandError, match="could not be compared: SEARCH_URL"):
        run("search_check")


def test_a_copy_is_made_anew_beside_the_old_one_and_loses_nothing_of_what_changes_meanwhile(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forwarding, "AT_ONCE", 2)
    begun = list(islice(forwarding.make_anew(), 2))
    practice = make_practice("Κήπος και θάλασσα")
    read_all()
    meanwhile = told()
    practice.unpublish()
    make_practice("Κήπος στο βουνό")
    read_all()
    said = run("search_rebuild", "--cluster")

    assert (begun, meanwhile, told(), list(compare())) == ([0, 2], (3, False), (4, False), [])
    assert (Copy.objects.get().name != copy.name, "texts copied into the cluster" in said) == (True, True)


def test_a_rebuild_reads_the_rows_and_copies_them(copy: Copy) -> None:
    said = run("search_rebuild")

    assert ("rows read" in said, "texts copied" in said, Copy.objects.get().name != copy.name) == (True, True, True)
    assert (told(), list(compare())) == ((3, False), [])


def test_the_worker_goes_on_with_a_copy_that_a_rebuild_left(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forwarding, "AT_ONCE", 2)
    list(islice(forwarding.make_anew(), 2))
    forward_all()
    forwarding.look()

    assert (told(), Copy.objects.get().name != copy.name) == ((3, False), True)
    assert len(cluster.index().client.indices.get(index=f"{cluster.index().name}-*").body) == 1


@pytest.mark.parametrize(("url", "why"), [("", "names no cluster"), ("elasticsearch://", "The cluster failed")])
def test_a_copy_needs_a_cluster(url: str, why: str, settings: Any) -> None:
    settings.SEARCH_URL = url

    with pytest.raises(CommandError, match=why):
        run("search_rebuild", "--cluster")
