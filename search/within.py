"""Finds for the list of another room: the things of one kind that hold what was asked, as the search page finds them.

It asks the site's own index whichever engine answers the search page: a list has filters of its own, and needs all that
was found, not a page of it.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from search.asking import Asked
from search.finding import Search, Wish, as_seen, count, may_be_found, understood
from search.ranking import Scores
from search.shelf import Shelf


@dataclass(frozen=True)
class Matches:
    """What a query finds among the things of one kind that a person may see."""

    asked: Asked
    shelf: Shelf
    all_words: int
    """The things that hold every word that any of them holds: each as an even number and the next."""
    some_words: int
    scores: Scores
    unknown: tuple[str, ...]
    """Words that none of these things holds."""
    known: int
    """How many things of the kind the person may find at this moment, whatever they hold."""


def matches(text: str, user: Any, kind: str) -> Matches:
    """Return what a query finds among the things of a kind; a text without words finds nothing."""
    shelf, visible = may_be_found(user)
    mine = visible & shelf.codes.get(f"kind:{kind}", 0)
    wish = Wish(text, user)
    search = as_seen(lambda hidden: Search(shelf, mine, understood(wish, shelf.texts, hidden), wish))
    held = [things for _word, things in search.held if things]
    return Matches(
        asked=search.asked,
        shelf=shelf,
        all_words=reduce(and_, held) if held else 0,
        some_words=reduce(or_, held, 0),
        scores=search.scored(),
        unknown=search.unknown,
        known=count(search.things(mine)),
    )
