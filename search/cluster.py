"""The cluster that `SEARCH_URL` names: which copy of the index may be asked, and how far that has come."""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone

from search.engines import address
from search.engines.conversation import Conversation
from search.engines.shapes import Answer, ClusterDownError, Question
from search.models import Copy, Text

if TYPE_CHECKING:
    from search.engines.elasticsearch import Index

REST = timedelta(seconds=30)
"""How long the database answers after a failure, so that not every search waits for a cluster that is away."""
MOST_BEHIND = 1_000
"""Things that are left out because the copy tells of them otherwise than the database; beyond, the database answers."""

logger = logging.getLogger("search")


def is_wanted() -> bool:
    """Say whether a cluster carries the search."""
    return bool(settings.SEARCH_URL)


def index() -> "Index":
    """Return the copies in the cluster; `ClusterDownError` for an address that cannot be understood."""
    try:
        return index_at(settings.SEARCH_URL)
    except ValueError as fault:
        raise ClusterDownError(f"SEARCH_URL: {fault}") from fault


@cache
def index_at(url: str) -> "Index":
    """Return the copies in the cluster at an address, with connections that live as long as the process."""
    # The client takes a quarter of a second to load, which a site without a cluster need not spend.
    from search.engines.elasticsearch import Index, connect

    access = address.read(url)
    return Index(connect(access), access.name)


def copy_to_ask() -> Copy | None:
    """Return the copy that is searched, unless the cluster rests after a failure."""
    copy = Copy.objects.filter(is_searched=True).first()
    return copy if copy and not copy.is_resting(timezone.now()) else None


def behind(copy: Copy, changed: Iterable[int]) -> set[int] | None:
    """Return the things of which a copy tells otherwise than the database, beside those changed; None for too many."""
    numbers = Text.objects.beyond(copy.sequence, copy.number).values_list("pk", flat=True)[: 2 * MOST_BEHIND]
    things = {number & ~1 for number in (*numbers, *changed)} | set(copy.refused)
    return things if len(things) < MOST_BEHIND else None


@dataclass(frozen=True)
class Asked:
    """A copy as a conversation asks it."""

    index: "Index"
    name: str

    def search(self, body: dict[str, Any], until: float) -> Mapping[str, Any]:
        """Return the answer to one search."""
        return self.index.search(self.name, body, until)


def answer(copy: Copy, question: Question, meant: list[str]) -> tuple[Answer, bool]:
    """Return what the cluster finds, and whether the person may find every stem that is meant.

    The cluster rests when it cannot say.
    """
    try:
        talk = Conversation(Asked(index(), copy.name), question)
        return talk.answer(), talk.sees(meant)
    except ClusterDownError as failure:
        rest(failure)
        raise


def rest(failure: ClusterDownError) -> None:
    """Let the database answer for a while, in all processes."""
    logger.warning("The search cluster failed: %s", failure)
    Copy.objects.update(rests_until=timezone.now() + REST)
