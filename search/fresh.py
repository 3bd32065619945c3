"""What is new for somebody among the things that a search finds: those that came into the index behind another one."""

from typing import Any

from django.db.models import Max

from search.engines.shapes import Filters
from search.finding import MOST, NEWEST, Wish, find
from search.models import Item
from search.showing import Hit, hits


def newest() -> int:
    """Return the number of the thing that came into the index last; things keep theirs when they are read anew."""
    return Item.objects.aggregate(last=Max("pk"))["last"] or 0


def fresh(text: str, filters: Filters, user: Any, reader: str, after: int) -> list[Hit]:
    """Return the things behind a number that hold all words and fit, as a person may see them now, the newest first."""
    found = find(Wish(text, user, filters, NEWEST, size=MOST))
    # The page shows what holds the other words too, and says so; a mail would be about something else than was asked.
    if found.is_loose or found.unknown:
        return []
    # A thing goes by the number of its Greek text, which is twice its own.
    new = [thing for thing in found.things if thing // 2 > after]
    return hits(new, found.scores, found.asked, user, reader)
