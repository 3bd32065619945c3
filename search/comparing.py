"""Holds the copy of the index in the cluster against the database, document by document, and mends it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from search import cluster, forwarding
from search.engines.shapes import ClusterDownError
from search.models import Copy, Text
from search.situations import situations_of, version_of


@dataclass(frozen=True)
class Difference:
    """A thing that the copy tells otherwise than the database."""

    thing: int
    says: str


def compare() -> Iterator[Difference]:
    """Yield what differs; what is still to be forwarded does not. `ClusterDownError` if there is no copy to compare."""
    copy = searched()
    right, there = dict(wanted()), dict(cluster.index().versions(copy.name))
    # Asked last: what was written since is no difference either.
    late = {number & ~1 for number in Text.objects.beyond(copy.sequence, copy.number).values_list("pk", flat=True)}
    for key in sorted(right.keys() | there.keys()):
        said = difference(right.get(key, 0), there.get(key, 0))
        if said and thing_of(key) not in late:
            yield Difference(thing_of(key), said)


def searched() -> Copy:
    """Return the copy that is searched."""
    copy = Copy.objects.filter(is_searched=True).first()
    if copy is None:
        raise ClusterDownError("no copy of the index is whole")
    return copy


def wanted() -> Iterator[tuple[str, int]]:
    """Yield key and version of every document that the copy should hold."""
    columns = ("item_id", "language", "audience", "sequence")
    rows = Text.objects.order_by("pk").only(*columns).iterator(2_000)
    for _thing, some in groupby(rows, key=lambda text: text.pk & ~1):
        texts = list(some)
        yield from ((key, version_of(texts)) for key, found in situations_of(texts).items() if found)


def difference(right: int, there: int) -> str:
    """Return in what a document differs, by its versions; 0 is none."""
    if right == there:
        return ""
    if not there:
        return "is missing"
    return "should not be found" if not right else "is of another version"


def thing_of(key: str) -> int:
    """Return the thing that a document tells of."""
    return int(key.partition("/")[0])


def mend(differences: Collection[Difference]) -> None:
    """Send things again; where that does not help, as the copy tells of another database, a new copy is made."""
    if differences:
        forwarding.send(searched(), {one.thing for one in differences})
        if any(compare()):
            for _sent in forwarding.make_anew():
                pass
