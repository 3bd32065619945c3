"""The places of a list: their names, where they lie, what their pins lead to and say; on a map and as text."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from blocks.spots import Pin
from language.collation import sort_key

Point = tuple[float, float]


class Gatherer(Protocol):
    """Whoever makes one pin of several that stand too near each other."""

    def together(self, pins: list[Pin]) -> Pin:
        """Return one pin for pins of the same shape."""


@dataclass(frozen=True)
class Places:
    """Makes the pins of one list, for single places and for places that stand too near each other."""

    names: Mapping[str, str]
    """Code of a place → its name in the reader's language."""
    points: Mapping[str, Point]
    """Code of a place → latitude and longitude."""
    address: Callable[[tuple[str, ...]], str]
    """Returns the address of the list of some places."""
    words: Callable[[str, int, bool], str]
    """Says what a pin stands for: a name, a number, and whether places nearby are counted with it."""
    shape: str = ""
    """The shape of its pins, when they are not circles."""

    def pins(self, counts: Mapping[str, int]) -> list[Pin]:
        """Return a pin for each place that has a name and a number, by the alphabet."""
        known = (code for code, count in counts.items() if count and code in self.names and code in self.points)
        return [self.one(code, counts[code]) for code in sorted(known, key=lambda code: sort_key(self.names[code]))]

    def one(self, code: str, count: int) -> Pin:
        """Return the pin of one place."""
        latitude, longitude = self.points[code]
        return Pin(
            code=code,
            place=self.names[code],
            count=count,
            url=self.address((code,)),
            label=self.words(self.names[code], count, False),
            latitude=latitude,
            longitude=longitude,
            shape=self.shape,
        )

    def together(self, pins: list[Pin]) -> Pin:
        """Return one pin for places near each other: it stands at the first, and leads to all of them."""
        first, count = pins[0], sum(pin["count"] for pin in pins)
        codes = tuple(sorted(pin["code"] for pin in pins))
        label = self.words(first["place"], count, True)
        return {**first, "count": count, "url": self.address(codes), "label": label, "more": len(pins) - 1}


def countries_of(codes: Iterable[str]) -> list[str]:
    """Return the codes of countries as the map knows them."""
    return sorted(code.upper() for code in codes)
