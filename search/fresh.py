"""What a query finds of the whole site, however much that is: for who asks again what of it is new."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from search import sets
from search.engines.shapes import Filters
from search.finding import MOST, NEWEST, Search, Wish, as_seen, count, may_be_found, understood
from search.kinds import INSIDE
from search.lexemes import VERSION
from search.models import Item
from search.rebuilding import is_made
from search.rules import audiences_of
from search.showing import Titled, titled


@dataclass(frozen=True)
class Matching:
    """The things that hold all words and fit, for one person."""

    search: Search
    things: int
    """As a set: of each thing the numbers of both its texts."""
    analysis: int
    """The version by which all texts were read; 0 while they were being read anew."""

    def __len__(self) -> int:
        return count(self.things)

    @property
    def numbers(self) -> set[int]:
        """Return the numbers of the things, which they keep when they are read anew."""
        return {place // 2 for place in sets.members(self.things)}

    def shown(self, numbers: Collection[int], reader: str) -> list[Titled]:
        """Return those of some things that the person may see at this moment, the newest first: at most a thousand."""
        search = self.search
        things = sets.of([2 * number + odd for number in numbers for odd in (0, 1)], search.shelf.size)
        newest = search.listed(search.scored(), things, MOST)
        return titled(newest, search.wish.user, reader)


def matching(text: str, filters: Filters, user: Any, *, with_changed: bool = False) -> Matching:
    """Return what holds all words of a text and fits; nothing, if a word stands nowhere.

    The search page shows what holds the other words too, and says so; a mail would be about something else than was
    asked. With what has changed and was not read anew: as it was read last, which nobody is to be shown.
    """
    analysis = VERSION if is_made() else 0
    shelf, visible = may_be_found(user)
    if with_changed:
        visible = shelf.visible(audiences_of(user))
    wish = Wish(text, user, filters, NEWEST)
    search = as_seen(lambda hidden: Search(shelf, visible, understood(wish, shelf.texts, hidden), wish))
    return Matching(search, 0 if search.unknown else search.all_words & search.fits, analysis)


def other_sides(numbers: Collection[int]) -> dict[int, int]:
    """Return, of things that stand twice in the index, the number that others know them by."""
    rows = list(Item.objects.filter(pk__in=numbers).values_list("pk", "kind", "key"))
    wanted = {(kind, other_side(key)): number for number, kind, key in rows}
    others = Item.objects.filter(kind__in={kind for kind, _key in wanted}, key__in=[key for _kind, key in wanted])
    found = {(kind, key): number for number, kind, key in others.values_list("pk", "kind", "key")}
    return {number: found[name] for name, number in wanted.items() if name in found}


def other_side(key: str) -> str:
    """Return the key that a thing has for those on the other side, if it stands twice."""
    return key.removesuffix(INSIDE) if key.endswith(INSIDE) else f"{key}{INSIDE}"


def newest() -> int:
    """Return the number of the thing that came into the index last."""
    return Item.objects.aggregate(last=Max("pk"))["last"] or 0
