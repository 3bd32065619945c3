"""Pages that a visitor reads: from memory and made for the request, out of 20 to 100,000 practices."""

import re
from contextlib import closing

import pytest

from tests.benchmarks.measuring import ANEW, Measured, Site, report
from tests.benchmarks.served import running

LISTING, HOME = "/el/kales-praktikes/", "/el/"
SIZES = (20, 2_000, 100_000)
LISTING_QUERIES, ITEM_QUERIES, WEIGHT, GROWTH = 8, 12, 150, 1.3
"""The goals: most queries of the listing and of one practice, most kilobytes, and how much slower 50 times as many."""
AT_LEAST = {"from memory": 1.2, "listing": 0.06, "practice": 0.06, "home": 0.04}
"""The least ratios to the bare view, by the start of a work's name."""


@pytest.fixture(scope="module")
def measured() -> dict[str, Measured]:
    """Everything measured once, and printed."""
    found: list[Measured] = []
    for size in SIZES:
        with running(size) as (address, pages), closing(Site(address, pages)) as site:
            found += of_size(site, size)
    report(found)
    return {one.name: one for one in found}


def of_size(site: Site, size: int) -> list[Measured]:
    """Measure a site with so many practices."""
    _response, body = site.ask(LISTING)
    item = re.findall(rf'<h3[^>]*><a href="({LISTING}[^"]+/)">', body.decode())[0]
    rows = [site.measure(f"listing of {size:,}", f"{LISTING}{ANEW}", 'class="result"')]
    if size != 2_000:
        return rows
    return [
        *rows,
        site.measure("listing, filtered", f"{LISTING}?country=gr&sort=title&anew=1", 'class="result"'),
        site.measure("practice", f"{item}{ANEW}", "</h1>"),
        site.measure("home", f"{HOME}{ANEW}", "</h1>"),
        site.measure("from memory: listing", LISTING, 'class="result"'),
        site.measure("from memory: practice", item, "</h1>"),
        site.measure("from memory: home", HOME, "</h1>"),
    ]


def test_pages_keep_their_distance_to_a_bare_view(measured: dict[str, Measured]) -> None:
    goals = {name: next(goal for start, goal in AT_LEAST.items() if name.startswith(start)) for name in measured}

    assert {name: one.ratio for name, one in measured.items() if one.ratio < goals[name]} == {}


def test_the_listing_asks_as_much_of_many_as_of_few(measured: dict[str, Measured]) -> None:
    queries = {measured[f"listing of {size:,}"].queries for size in SIZES}

    assert len(queries) == 1
    assert queries.pop() <= LISTING_QUERIES


def test_a_practice_asks_little(measured: dict[str, Measured]) -> None:
    assert measured["practice"].queries <= ITEM_QUERIES


def test_the_listing_of_many_is_hardly_slower(measured: dict[str, Measured]) -> None:
    assert measured["listing of 100,000"].p50 <= GROWTH * measured["listing of 2,000"].p50


def test_pages_are_light(measured: dict[str, Measured]) -> None:
    assert {name: one.kilobytes for name, one in measured.items() if one.kilobytes > WEIGHT} == {}
