"""Reads everything anew, piece by piece: it may be stopped, goes on where it was, and what is found stays found."""

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from search import forwarding
from search.actions import catch_up, renew
from search.analysing import Look, nobody
from search.engines.database import index
from search.kinds import Kind, kinds
from search.lexemes import VERSION
from search.models import Copy, Note, State, Text, Word
from search.writing import fields_of, hold, write

PIECE = 500
"""Rows in one transaction, if their kind wants no fewer."""
PIECES = 30
"""Pieces that the worker reads before it looks after mails again."""
ANALYSIS = "analysis"
"""Under what name a run notes the version of the analysis that its texts pass."""


def total() -> int:
    """Return how many rows there are to read."""
    return sum(kind.numbers().count() for kind in kinds().values())


def rebuild(*, anew: bool = False, look: Look = nobody) -> Iterator[int]:
    """Read the rows of all kinds; yield how many after each piece, first of all those that a stopped run had read.

    What comes next is looked at before, to be analysed meanwhile; it is read once more when it is written.
    """
    begin(anew=anew)
    for kind in kinds().values():
        place = place_in(kind)
        yield kind.numbers().filter(pk__lte=place).count()
        yield from read(kind, place, look)
    finish()


def step() -> bool:
    """Read what was noted or, until all has passed the analysis of today, the next pieces; say if there was any."""
    if is_made():
        return bool(catch_up())
    return bool(list(islice(rebuild(), PIECES)))


def is_made() -> bool:
    """Say whether all texts have passed the analysis of today; after an upgrade that takes the worker a while."""
    return State.objects.filter(analysis=VERSION).exists()


def read_on() -> None:
    """Read and forward until nothing is left: for who must not miss what the worker has not come to yet."""
    while step() or forwarding.step():
        pass


def begin(*, anew: bool) -> None:
    """Forget a stopped run, if asked to. Notes stay: what they name must not be found before it is read."""
    with transaction.atomic():
        state = hold()
        # Where a run of another analysis has stopped tells nothing.
        if anew or state.rebuilt.get(ANALYSIS) != VERSION:
            state.rebuilt = {ANALYSIS: VERSION}
            if state.analysis != VERSION:
                empty(state)
            state.save()


def empty(state: State) -> None:
    """Forget all texts and words: those of another analysis would stand beside the new ones."""
    Note.objects.all().delete()
    index().clear()
    Word.objects.all().delete()
    Copy.objects.all().delete()
    state.sequence, state.texts, state.analysis = state.sequence + 1, 0, 0
    nothing = dict.fromkeys(("title", "summary", "keywords", "body", "address", "stands_in", "audience", "facets"), "")
    Text.objects.update(**nothing, sequence=state.sequence)


def place_in(kind: Kind) -> int:
    """Return the number of the last row of a kind that is read."""
    return int(State.objects.get(pk=1).rebuilt.get(kind.code, 0))


def read(kind: Kind, place: int, look: Look) -> Iterator[int]:
    """Read the rows of a kind behind a place; yield how many after each piece."""
    coming = behind(kind, place)
    while numbers := coming:
        coming = behind(kind, numbers[-1])
        look(map(fields_of, kind.documents(coming)) if coming else ())
        with transaction.atomic():
            state = hold()
            gone = Text.objects.filter(kind=kind.code, number__gt=place, number__lte=numbers[-1]).standing()
            renew(kind, {*numbers, *gone.values_list("number", flat=True)}, state)
            place = numbers[-1]
            state.rebuilt[kind.code] = place
            state.save()
        yield len(numbers)
    with transaction.atomic():
        left = Text.objects.filter(kind=kind.code, number__gt=place).standing()
        renew(kind, set(left.values_list("number", flat=True)), hold())


def behind(kind: Kind, place: int) -> list[int]:
    """Return the numbers of the next rows of a kind behind a place."""
    return list(kind.numbers().filter(pk__gt=place)[: min(PIECE, kind.piece)])


def finish() -> None:
    """Note that everything is read, with the analysis of today; kinds that no room has any more go."""
    with transaction.atomic():
        state = hold()
        strays = Text.objects.standing().exclude(kind__in=kinds())
        write("", [], {text.pk: text for text in strays}, state)
        state.rebuilt, state.analysis = {}, VERSION
        state.save()
