"""What happens to the index: it reads anew what was noted, and it is rebuilt."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from django.db import connection, transaction

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
TAKE = """DELETE FROM search_note WHERE id IN (SELECT id FROM search_note {which} ORDER BY id LIMIT %s)
RETURNING source, number"""
OTHERS = "WHERE source NOT IN ({})"
Named = tuple[str, int]
"""What a note names: source and number."""
Noted = Mapping[str, Collection[int]]
"""Source, or kind → numbers."""


def catch_up(most: int = MOST) -> int:
    """Read anew what notes name, the oldest first; return how many notes that were."""
    if not is_any():
        return 0
    with versions.held(), transaction.atomic():
        state, known = hold(), kinds()
        before = state.sequence
        notes = take(known.values(), most)
        noted = by_source(notes)
        wanted = {code: due(kind, noted) for code, kind in known.items()}
        standing = standing_for(wanted)
        for code, kind in known.items():
            replace(kind, wanted[code], standing[code], state, trusting=True)
        if state.sequence == before:
            # Another moment of the index all the same: those who know what waits look again, and read on.
            state.sequence, state.mark = before + 1, secrets.randbits(60)
            state.move()
    return len(notes)


def take(known: Iterable[Kind], most: int) -> list[Named]:
    """Take away the notes that are read next, the oldest first; those that hide nothing let the others go before."""
    patient = sorted({name for kind in known for name in kind.patient})
    return taken(OTHERS.format(", ".join(["%s"] * len(patient))), *patient, most) or taken("", LEISURE * most)


def taken(which: str, *given: str | int) -> list[Named]:
    """Take some notes away; return the source and number of each.

    By number: a note of a transaction that ends meanwhile may be older than the newest that is read.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE.format(which=which), given)
        return cursor.fetchall()


def due(kind: Kind, noted: Noted) -> set[int]:
    """Return the numbers of a kind's rows that are read now; a word may be held by many, most of which are put off."""
    urgent = touched(kind, {name: numbers for name, numbers in noted.items() if name not in kind.patient})
    patient = touched(kind, {name: numbers for name, numbers in noted.items() if name in kind.patient}) - urgent
    now, later = sorted(patient)[: kind.piece], sorted(patient)[kind.piece :]
    if later:
        Note.objects.bulk_create((Note(source=kind.later, number=number) for number in later), ignore_conflicts=True)
    return {*urgent, *now}


def by_source(notes: Iterable[Named]) -> Noted:
    """Return the numbers that notes name, by source."""
    found: dict[str, set[int]] = defaultdict(set)
    for source, number in notes:
        found[source].add(number)
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
    for text in texts.standing().with_keys() if numbers else ():
        if text.number in wanted[text.kind]:
            found[text.kind][text.pk] = text
    return found


def pending() -> Iterator[tuple[str, set[int]]]:
    """Yield what is noted and not read yet, however much it is: kind and numbers of its rows, in pieces."""
    notes = list(Note.objects.order_by("pk").values_list("source", "number"))
    for start in range(0, len(notes), PIECE):
        noted = by_source(notes[start : start + PIECE])
        for kind in kinds().values():
            if numbers := touched(kind, noted):
                yield kind.code, numbers
