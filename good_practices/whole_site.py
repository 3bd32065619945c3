"""Searches of the whole site: what an address asks for, and what it finds that the owner does not know from it yet."""

from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256

from django.http import QueryDict

from good_practices.models import KnownThing, SavedSearch
from search.fresh import Matching, matching, other_sides
from search.listing import Choice
from search.showing import Titled
from vocabulary.merged import ends

MERGED = ("theme", "country")
"""Filters whose words editors merge."""
MOST = 1_000
"""Things that are noted when mails begin. A search that finds more tells of what comes into the index from then on."""


def today(query: QueryDict) -> QueryDict:
    """Return an address with merged words led to those that stayed."""
    query, known = query.copy(), ends()
    for name in MERGED:
        if name in query:
            query.setlist(name, [known.get((name, code), code) for code in query.getlist(name)])
    return query


def choice_of(query: QueryDict) -> Choice:
    """Return what an address of the whole site asks for, from its first page."""
    return replace(Choice.read(today(query)), page=1)


def found_by(search: SavedSearch, *, with_changed: bool = False) -> Matching:
    """Return what a search finds that its owner may see."""
    choice = choice_of(QueryDict(search.query))
    return matching(choice.text, choice.filters, search.owner, with_changed=with_changed)


def begin(search: SavedSearch) -> None:
    """Take all that a search finds at this moment for known."""
    # What has changed and is not read yet was there as well.
    take_stock(search, found_by(search, with_changed=True))
    search.save(update_fields=["stock"])


def look(search: SavedSearch, newest: int) -> list[Titled]:
    """Return what a search finds that its owner does not know, the newest first; `newest` is the index's last thing.

    Where not all that was found is known, or it was found by another reading, only what came into the index since is
    unknown: the rest was there before, or is found because words are read otherwise.
    """
    found = found_by(search)
    known = set(search.known.values_list("thing", flat=True))
    is_unsure = not search.stock or search.stock != reading(search, found)
    since = search.told_to if is_unsure else 0
    fresh = unheard_of({number for number in found.numbers - known if number > since}, known, since)
    if is_unsure:
        take_stock(search, found, but=fresh)
    search.told_to = newest if search.stock else search.told_to
    search.save(update_fields=["stock", "told_to"])
    return found.shown(fresh, search.owner.language) if fresh else []


def unheard_of(fresh: set[int], known: Collection[int], since: int) -> set[int]:
    """Return things without those that the owner knows, or may know, as people outside a closed collection do."""
    sides = other_sides(fresh) if fresh else {}
    return {number for number in fresh if number not in sides or (sides[number] not in known and sides[number] > since)}


def take_stock(search: SavedSearch, found: Matching, but: Collection[int] = ()) -> None:
    """Note what is found as known, unless that is too much."""
    search.stock = reading(search, found) if len(found) <= MOST else ""
    if search.stock:
        things = sorted(found.numbers.difference(but))
        KnownThing.objects.bulk_create(
            (KnownThing(search=search, thing_id=number) for number in things), ignore_conflicts=True
        )


def reading(search: SavedSearch, found: Matching) -> str:
    """Return a mark of how texts and filters are read today; nothing while the texts are being read anew."""
    read = f"{found.analysis} {choice_of(QueryDict(search.query)).query}"
    return sha256(read.encode()).hexdigest() if found.analysis else ""
