"""Pages that a visitor reads, uncached, out of 20 and out of 2,000 practices."""

import pytest
from django.conf import LazySettings
from django.test import Client

from good_practices.models import GoodPracticePage
from tests.benchmarks.measuring import measure, report
from tests.factories.many import make_many
from vocabulary.models import Theme

LISTING_QUERIES, ITEM_QUERIES, WEIGHT = 10, 12, 150
"""The goals: most queries of the listing and of one practice; most kilobytes of a page without pictures."""


@pytest.fixture
def with_bare_view(settings: LazySettings) -> None:
    """Put the bare view beside the site's own pages."""
    settings.ROOT_URLCONF = "tests.benchmarks.bare"


def test_pages_keep_their_distance_to_a_bare_view(with_bare_view: None, client: Client, full: GoodPracticePage) -> None:
    theme = Theme.objects.anchors()[0].title
    fields = {"place": full.place, "lead_organisation": full.lead_organisation, "one_line": "Δομές που συνεργάζονται"}
    make_many(19, **fields)
    few = measure(client, "listing of 20", "/el/kales-praktikes/", theme)
    make_many(1980, **fields)
    measured = [
        few,
        measure(client, "listing of 2,000", "/el/kales-praktikes/", theme),
        measure(client, "listing, filtered", "/el/kales-praktikes/?country=gr&sort=title", theme),
        measure(client, "practice", full.get_url(), full.title),
        measure(client, "home", "/el/", "</h1>"),
    ]

    report(measured)

    numbers = {one.name: one.queries for one in measured}
    assert numbers["listing of 20"] == numbers["listing of 2,000"] <= LISTING_QUERIES
    assert numbers["practice"] <= ITEM_QUERIES
    assert [one.name for one in measured if one.kilobytes > WEIGHT] == []
