"""The index of a test, brought up to what its database holds."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser

from search.actions import catch_up
from search.finding import Found, Wish, find
from search.lexemes import VERSION
from search.models import State
from search.showing import Hit, hits


def read_all() -> None:
    """Read everything that was noted: since the first migration, so that the index is whole."""
    while catch_up():
        pass
    State.objects.update_or_create(pk=1, defaults={"analysis": VERSION})


def found(text: str, user: Any = None, **wish: Any) -> Found:
    """Return what somebody finds; a visitor, if nobody is named."""
    read_all()
    return find(Wish(text, user or AnonymousUser(), **wish))


def shown(text: str, user: Any = None, reader: str = "el", **wish: Any) -> list[Hit]:
    """Return the hits as somebody sees them."""
    one = found(text, user, **wish)
    return hits(one.things, one.scores, one.asked, user or AnonymousUser(), reader)


def titles(text: str, user: Any = None, reader: str = "el", **wish: Any) -> Sequence[str]:
    """Return the titles of the hits."""
    return [hit.title for hit in shown(text, user, reader, **wish)]
