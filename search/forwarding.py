"""Forwards what is written into the index of the database to its copies in the cluster, and makes new copies.

A copy has a place: every text that was written up to it is in the copy. What lies beyond is not found through the copy
(`cluster.behind`), so a copy may be late, and still nothing is found that somebody may not see.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator

from django.db import transaction
from django.utils import timezone

from search import cluster
from search.engines.database import index as database_index
from search.engines.shapes import ClusterDownError, Document, Removal
from search.models import Copy, State, Text
from search.situations import documents

AT_ONCE = 200
"""Texts that are forwarded in one go; the worker looks after mails in between."""

logger = logging.getLogger("search")


def step() -> bool:
    """Forward what the copies lack next, or let a new copy be searched that lacks nothing; say if there was any."""
    if not cluster.is_wanted():
        return False
    try:
        return any(bring_on(copy) for copy in Copy.objects.awake(timezone.now()))
    except ClusterDownError as failure:
        cluster.rest(failure)
        return False


def bring_on(copy: Copy) -> bool:
    """Bring a copy one step further; say if there was one."""
    if forward(copy):
        return True
    if not copy.is_searched:
        finish(copy)
    return not copy.is_searched


def look(_now: object = None) -> None:
    """Make the copy that is missing or wrong, send again what was refused; a cluster that fails rests on."""
    if not cluster.is_wanted():
        return
    try:
        for copy in Copy.objects.all():
            if not is_right(copy):
                copy.delete()
            elif copy.refused:
                send(copy, copy.refused)
        if not Copy.objects.exists():
            begin()
        cluster.index().clean(set(Copy.objects.values_list("name", flat=True)))
    except ClusterDownError as failure:
        cluster.rest(failure)


def is_right(copy: Copy) -> bool:
    """Say whether a copy is in the cluster, kept as today, and tells of this database: not of one before a restore."""
    index = cluster.index()
    right = index.stands(copy.name, is_searched=copy.is_searched)
    if right and copy.is_searched:
        count, newest = index.extent(copy.name)
        right = newest <= State.now().sequence and bool(count or not forwarded(copy))
    if not right:
        logger.warning("A copy of the index in the cluster is missing or wrong: another one is made")
    return right


def forwarded(copy: Copy) -> bool:
    """Say whether a copy should hold anything."""
    beyond = Text.objects.beyond(copy.sequence, copy.number).values("pk")
    return Text.objects.standing().exclude(pk__in=beyond).exists()


def begin() -> Copy:
    """Begin a new copy; one that was in the making goes."""
    begun = State.now().sequence
    name = cluster.index().start(timezone.now())
    with transaction.atomic():
        Copy.objects.filter(is_searched=False).delete()
        return Copy.objects.create(name=name, begun=begun)


def forward(copy: Copy) -> int:
    """Send the next texts beyond a copy's place; return how many that were."""
    found = Text.objects.beyond(copy.sequence, copy.number).order_by("sequence", "pk")
    rows = list(found.values_list("sequence", "pk")[:AT_ONCE])
    if rows:
        send(copy, {number & ~1 for _sequence, number in rows}, rows[-1])
    return len(rows)


def send(copy: Copy, things: Collection[int], place: tuple[int, int] = (0, 0)) -> None:
    """Send things as they are now, and note the place that the copy has reached by that."""
    refused = cluster.index().write(changes(things, copy.begun), copy.name, is_searched=copy.is_searched)
    for key, kind in refused.items():
        logger.error("The search cluster refused thing %s: %s", key, kind)
    with transaction.atomic():
        kept = Copy.objects.select_for_update().filter(pk=copy.pk).first()
        if kept:
            left = {int(key.partition("/")[0]) for key in refused}
            kept.refused = sorted(set(kept.refused) - set(things) | left)
            # Another worker may have come further meanwhile.
            kept.sequence, kept.number = max((kept.sequence, kept.number), place)
            kept.save(update_fields=["refused", "sequence", "number"])


def changes(things: Collection[int], begun: int) -> Iterator[Document | Removal]:
    """Yield what becomes of things; of what was written before a copy was begun, that has nothing to remove.

    Lexemes are read after the texts: those of a later writing may come along, whose version is sent next.
    """
    wanted = sorted(things)
    for start in range(0, len(wanted), AT_ONCE):
        yield from changes_of(wanted[start : start + AT_ONCE], begun)


def changes_of(things: list[int], begun: int) -> Iterator[Document | Removal]:
    """Yield what becomes of as many things as one asks the database for at once."""
    numbers = [number for thing in things for number in (thing, thing + 1)]
    texts: dict[int, list[Text]] = defaultdict(list)
    for text in Text.objects.filter(pk__in=numbers).order_by("pk").defer("title", "summary", "keywords", "body"):
        texts[text.pk & ~1].append(text)
    lexemes = database_index().kept(numbers)
    for some in texts.values():
        yield from documents(some, lexemes, is_new=max(text.sequence for text in some) <= begun)


def total() -> int:
    """Return how many texts a new copy is made of."""
    return Text.objects.count()


def make_anew(*, goes_on: bool = False) -> Iterator[int]:
    """Make a new copy and let it be searched, or go on with one that is being made; yield how many texts after each go.

    The worker may do the same meanwhile. `ClusterDownError` when the cluster fails: the worker goes on later.
    """
    copy = Copy.objects.filter(is_searched=False).first() if goes_on else None
    copy = copy or begin()
    yield Text.objects.count() - Text.objects.beyond(copy.sequence, copy.number).count()
    while copy and (sent := forward(copy)):
        yield sent
        copy = Copy.objects.filter(pk=copy.pk, is_searched=False).first()
    if copy:
        finish(copy)


def finish(copy: Copy) -> None:
    """Let a new copy be searched."""
    cluster.index().finish(copy.name)
    with transaction.atomic():
        Copy.objects.filter(is_searched=True).delete()
        Copy.objects.filter(pk=copy.pk).update(is_searched=True)
