"""What happens to the index: it reads anew what was noted, and it is rebuilt."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db import transaction

from caching import versions
from search.kinds import Kind, kinds
from search.models import Note, State, Text
from search.waiting import is_any
from search.writing import hold, write

MOST = 100
"""Notes that are read in one go: files may tell 300,000 characters each, and others wait to write meanwhile."""
LEISURE = 5
"""So many times as many where nothing is hidden until it is read."""
PIECE = 5_000
"""Notes whose rows are asked for in one query."""
Noted = Mapping[str, Collection[int]]
"""Source, or kind → numbers."""


def catch_up(most: int = MOST) -> int:
    """Read anew what notes name, the oldest first; return how many notes that were."""
    if not is_any():
        return 0
    with versions.held(), transaction.atomic():
        state, known = hold(), kinds()
        before = state.sequence
        notes = next_notes(known.values(), most)
        # By number: a note of a transaction that ends meanwhile may be older than the newest that was read.
        Note.objects.filter(pk__in=[note.pk for note in notes]).delete()
        noted = by_source(notes)
        wanted = {code: due(kind, noted) for code, kind in known.items()}
        standing = standing_for(wanted)
        for code, kind in known.items():
            replace(kind, wanted[code], standing[code], state, trusting=True)
        if state.sequence == before:
            # Another moment of the index all the same: those who know what waits look again, and read on.
            state.sequence, state.mark = before + 1, secrets.randbits(60)
            state.save()
    return len(notes)


def next_notes(known: Iterable[Kind], most: int) -> list[Note]:
    """Return the notes that are read next, the oldest first; those that hide nothing let the others go before."""
    patient = {name for kind in known for name in kind.patient}
    notes = Note.objects.order_by("pk")
    return list(notes.exclude(source__in=patient)[:most]) or list(notes[: LEISURE * most])


def due(kind: Kind, noted: Noted) -> set[int]:
    """Return the numbers of a kind's rows that are read now; a word may be held by many, most of which are put off."""
    urgent = touched(kind, {name: numbers for name, numbers in noted.items() if name not in kind.patient})
    patient = touched(kind, {name: numbers for name, numbers in noted.items() if name in kind.patient}) - urgent
    now, later = sorted(patient)[: kind.piece], sorted(patient)[kind.piece :]
    Note.objects.bulk_create((Note(source=kind.later, number=number) for number in later), ignore_conflicts=True)
    return {*urgent, *now}


def by_source(notes: Iterable[Note]) -> Noted:
    """Return the numbers that notes name, by source."""
    found: dict[str, set[int]] = defaultdict(set)
    for note in notes:
        found[note.source].add(note.number)
    return found


def touched(kind: Kind, noted: Noted) -> set[int]:
    """Return the numbers of a kind's rows that depend on what was noted."""
    found = set(noted.get(kind.later, ()))
    for source in kind.sources:
        numbers = noted.get(source.name, ())
        if numbers:
            found.update(source.leads_to(numbers) if source.leads_to else numbers)
    return found


def renew(kind: Kind, numbers: Collection[int], state: State) -> None:
    """Write what rows of a kind say now; what they do not say any more goes."""
    replace(kind, numbers, standing_for({kind.code: numbers})[kind.code], state)


def replace(
    kind: Kind, numbers: Collection[int], standing: dict[int, Text], state: State, *, trusting: bool = False
) -> None:
    """Write what rows of a kind say now in place of what stands there."""
    found = list(kind.documents(numbers)) if numbers else []
    # A page is noted for all kinds of pages, and is of one.
    if found or standing:
        write(kind.code, found, standing, state, trusting=trusting)


def standing_for(wanted: Noted) -> dict[str, dict[int, Text]]:
    """Return the texts that stand for rows, by kind and number: in one question for all kinds."""
    found: dict[str, dict[int, Text]] = {code: {} for code in wanted}
    numbers = set().union(*wanted.values())
    texts = Text.objects.filter(number__in=numbers, kind__in=[code for code, some in wanted.items() if some])
    for text in texts.standing().with_items() if numbers else ():
        if text.number in wanted[text.kind]:
            found[text.kind][text.pk] = text
    return found


def pending() -> Iterator[tuple[str, set[int]]]:
    """Yield what is noted and not read yet, however much it is: kind and numbers of its rows, in pieces."""
    notes = list(Note.objects.order_by("pk"))
    for start in range(0, len(notes), PIECE):
        noted = by_source(notes[start : start + PIECE])
        for kind in kinds().values():
            if numbers := touched(kind, noted):
                yield kind.code, numbers
