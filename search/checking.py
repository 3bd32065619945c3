"""Holds the index against the database: what can be found stands in it as it is today, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from search.actions import pending, renew
from search.engines.database import index
from search.kinds import Kind, kinds
from search.models import Text
from search.writing import COMPARED, hold, lexemes_of, texts_of


@dataclass(frozen=True)
class Fault:
    """A row that the index tells otherwise than the database."""

    kind: str
    number: int
    says: str


def check() -> Iterator[Fault | int]:
    """Yield faults, and after each piece how many rows were looked at; what is noted for the worker is no fault."""
    for kind in kinds().values():
        noted = waiting(kind)
        for numbers in pieces(kind):
            yield from (fault for fault in compare(kind, numbers) if fault.number not in noted)
            yield len(numbers)
    strays = index().numbers() - set(Text.objects.standing().values_list("pk", flat=True))
    yield from (Fault("", number, "lexemes without a text") for number in sorted(strays))


def waiting(kind: Kind) -> set[int]:
    """Return the rows of a kind that the worker reads next."""
    return {number for code, numbers in pending() if code == kind.code for number in numbers}


def pieces(kind: Kind) -> Iterator[list[int]]:
    """Yield the numbers of a kind's rows, those of the database and those of the index."""
    indexed = Text.objects.filter(kind=kind.code).standing().values_list("number", flat=True)
    numbers = sorted({*kind.numbers(), *indexed})
    for start in range(0, len(numbers), kind.piece):
        yield numbers[start : start + kind.piece]


def compare(kind: Kind, numbers: list[int]) -> Iterator[Fault]:
    """Yield what is wrong with some rows of a kind."""
    documents = list(kind.documents(numbers))
    right = {text.pk: text for text in texts_of(kind.code, documents, 0, {})}
    # A row may have several texts in a language: of a closed file, what insiders find and what all others do.
    kept = {text.pk: text for text in Text.objects.filter(kind=kind.code, number__in=numbers).standing()}
    lexemes = index().kept(kept.keys())
    one_of_each = {text.pk: (text.number, text.language) for text in (*right.values(), *kept.values())}
    for key, (number, language) in sorted(one_of_each.items(), key=lambda one: (one[1], one[0])):
        said = difference(right.get(key), kept.get(key), lexemes)
        if said:
            yield Fault(kind.code, number, f"{language}: {said}")


def difference(right: Text | None, kept: Text | None, lexemes: dict[int, set[str]]) -> str:
    """Return in what a text of the index is wrong; nothing when it is right."""
    if right is None:
        return "should not be found"
    if kept is None:
        return "is missing"
    wrong = [name for name in COMPARED if getattr(right, name) != getattr(kept, name)]
    if lexemes.get(kept.pk, set()) != set(lexemes_of(right)):
        wrong.append("lexemes")
    return ", ".join(wrong)


def repair(faults: Iterable[Fault]) -> None:
    """Read the rows of faults anew, and let them be forwarded whatever was wrong; lexemes without a text go."""
    faults = list(faults)
    with transaction.atomic():
        state = hold()
        for code, kind in kinds().items():
            numbers = {fault.number for fault in faults if fault.kind == code}
            renew(kind, numbers, state)
            Text.objects.filter(kind=code, number__in=numbers).update(sequence=state.sequence)
        index().write({fault.number: "" for fault in faults if not fault.kind})
