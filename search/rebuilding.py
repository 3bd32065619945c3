"""Reads everything anew, piece by piece: it may be stopped, goes on where it was, and what is found stays found."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import transaction

from search import forwarding
from search.actions import catch_up, renew
from search.analysing import Look, nobody
from search.engines.database import index
from search.kinds import PIECE, Document, Kind, kinds
from search.lexemes import VERSION
from search.models import Copy, Note, State, Text, Word
from search.writing import fields_of, hold, write

PIECES = 15
"""Pieces that the worker reads before it looks after mails again."""
ANALYSIS = "analysis"
"""Under what name a run notes the version of the analysis that its texts pass."""


def total() -> int:
    """Return how many rows there are to read."""
    return sum(kind.numbers().count() for kind in kinds().values())


def rebuild(*, anew: bool = False, look: Look = nobody) -> Iterator[int]:
    """Read the rows of all kinds; yield how many after each piece, first of all those that a stopped run had read.

    What comes next is looked at before, to be analysed meanwhile; if anybody else wrote into the index since, it is
    read once more when it is written. What changed and was not written yet is noted, and so not found.
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
    own = 0
    coming = behind(kind, place, own, look)
    while coming.numbers:
        piece, coming = coming, behind(kind, coming.numbers[-1], own, look)
        own += write_piece(kind, piece, place, own)
        place = piece.numbers[-1]
        yield len(piece.numbers)
    with transaction.atomic():
        left = Text.objects.filter(kind=kind.code, number__gt=place).standing()
        renew(kind, set(left.values_list("number", flat=True)), hold())


@dataclass(frozen=True)
class Piece:
    """Rows of a kind, and what they say as long as only the rebuild itself writes into the index."""

    numbers: list[int]
    documents: list[Document]
    others: int
    """How far others had brought the index when the rows were read; who writes what changed since brings it further."""


def behind(kind: Kind, place: int, own: int, look: Look) -> Piece:
    """Read the next rows of a kind behind a place, and let them be looked at; `own` steps of the index are ours."""
    others = State.now().sequence - own
    numbers = list(kind.numbers().filter(pk__gt=place)[: min(PIECE, kind.piece)])
    documents = list(kind.documents(numbers)) if numbers else []
    look(map(fields_of, documents))
    return Piece(numbers, documents, others)


def write_piece(kind: Kind, piece: Piece, place: int, own: int) -> int:
    """Write what rows say behind a place; return how many steps further the index is."""
    last = piece.numbers[-1]
    with transaction.atomic():
        state = hold()
        before = state.sequence
        found = piece.documents if before - own == piece.others else list(kind.documents(piece.numbers))
        standing = Text.objects.filter(kind=kind.code, number__gt=place, number__lte=last).standing().with_keys()
        write(kind.code, found, {text.pk: text for text in standing}, state)
        state.rebuilt[kind.code] = last
        state.save()
    return state.sequence - before


def finish() -> None:
    """Note that everything is read, with the analysis of today; kinds that no room has any more go."""
    with transaction.atomic():
        state = hold()
        strays = Text.objects.standing().with_keys().exclude(kind__in=kinds())
        write("", [], {text.pk: text for text in strays}, state)
        state.rebuilt, state.analysis = {}, VERSION
        state.save()
