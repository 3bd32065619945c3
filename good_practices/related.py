"""Practices that stand near one another: they share a theme."""

from typing import Any

from good_practices.facets import Selection
from good_practices.models.practice import GoodPracticePage
from good_practices.rows import as_row, with_rows
from good_practices.words import Labels

SHOWN = 4


def related(
    practice: GoodPracticePage, themes: list[str], *, labels: Labels, reader: str, library_url: str
) -> list[dict[str, Any]]:
    """Return rows of other public practices on the same themes, the newest first."""
    if not themes:
        return []
    others = GoodPracticePage.objects.in_library(reader).exclude(translation_key=practice.translation_key)
    near = Selection({"theme": tuple(themes)}).narrow(others)
    rows = with_rows(near.order_by("-first_published_at", "-pk"))[:SHOWN]
    return [as_row(row, labels, reader, library_url) for row in rows]
