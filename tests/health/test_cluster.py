"""The health page tells how the cluster of the search is, and asks nobody."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from health.cluster import search_cluster
from search.models import Copy
from tests.factories.practices import make_practice
from tests.search.indexing import read_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> Iterator[None]:
    """Let answers be English, of a site with a cluster that nobody can reach."""
    settings.SEARCH_URL = "elasticsearch://127.0.0.1:1"
    with override("en"):
        yield


def told() -> tuple[str, str]:
    """Return state and words."""
    answer = search_cluster()
    return answer.state.value, str(answer.said)


def test_without_a_cluster_nothing_is_wrong(settings: Any) -> None:
    settings.SEARCH_URL = ""

    assert told() == ("good", "The site's own database carries the search.")


def test_a_cluster_without_a_whole_copy_or_that_rests_needs_a_look() -> None:
    none = told()
    Copy.objects.create(name="nima-1", begun=0, is_searched=True, rests_until=timezone.now() + timedelta(minutes=1))

    assert (none, told()) == (
        ("look", "It holds no whole copy of the index, so the database carries the search."),
        ("look", "It does not answer, so the database carries the search."),
    )


def test_what_waits_to_be_forwarded_or_was_refused_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = Copy.objects.create(name="nima-1", begun=0, is_searched=True)
    make_practice("Κήπος")
    read_all()
    waiting = told()
    monkeypatch.setattr("health.cluster.MANY_WAIT", 0)
    late = told()
    Copy.objects.filter(pk=copy.pk).update(sequence=10**9, refused=[2])

    assert (waiting[0], waiting[1].startswith("It answers. Texts to be forwarded: "), late[0]) == ("good", True, "look")
    assert told() == ("look", "It answers. Texts to be forwarded: 0. Refused: 1.")
