"""What stands in the library after a large import: counts of the shelf beside those of SQL, as JSON."""

import json
import sys
from typing import Any

import django
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

Counts = dict[str, dict[str, int]]
CHOSEN: tuple[dict[str, tuple[str, ...]], ...] = (
    {},
    {"theme": ("health",)},
    {"place": ("athens",), "language": ("en",)},
)


def by_shelf(shelf: Any, chosen: dict[str, tuple[str, ...]]) -> tuple[int, Counts]:
    """Return the total and the counts that readers see."""
    from good_practices.facets import Selection

    total, counts = shelf.count(Selection(chosen))
    return total, {name: without_gaps(found) for name, found in counts.items() if without_gaps(found)}


def by_sql(language: str, chosen: dict[str, tuple[str, ...]]) -> tuple[int, Counts]:
    """Return the same as the database groups and counts it, one query for each facet."""
    from good_practices.facets import BY_NAME, FACETS
    from good_practices.models import GoodPracticePage

    def near(besides: str = "") -> Any:
        found = GoodPracticePage.objects.in_library(language).order_by()
        for name, codes in chosen.items():
            found = found if name == besides else found.filter(BY_NAME[name].condition(codes))
        return found

    counts = {
        facet.name: without_gaps(
            dict(near(facet.name).values_list(facet.path).annotate(number=Count("pk", distinct=True)))
        )
        for facet in FACETS
    }
    return near().count(), {name: found for name, found in counts.items() if found}


def without_gaps(counts: dict[Any, int]) -> dict[str, int]:
    """Leave out practices that carry no word."""
    return {code: number for code, number in counts.items() if code}


def look(language: str) -> dict[str, Any]:
    """Return what both say of one library, and how many queries the shelf took."""
    from good_practices.shelf import Shelf

    with CaptureQueriesContext(connection) as queries:
        shelf = Shelf(language)
        own = [by_shelf(shelf, chosen) for chosen in CHOSEN]
    return {"shelf": own, "sql": [by_sql(language, chosen) for chosen in CHOSEN], "queries": len(queries)}


if __name__ == "__main__":
    django.setup()
    json.dump({language: look(language) for language in ("el", "en")}, sys.stdout)
