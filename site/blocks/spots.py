"""Where pins and names stand on the map, so that each pin can be hit alone and each name can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt
from typing import NotRequired, TypedDict

from blocks.outlines import EUROPE, View

DIAMOND = "diamond"
# The sizes that components/map.css uses on narrow screens: what has room there has room everywhere.
LETTER, LINE, ROOM = 12, 22, 15
CROWDED = 0.2
"""Which part of a name may be covered: letters are narrower than the widest, and read nevertheless."""
LOWER = 5
"""How far the line that letters stand on lies below their middle."""


class Pin(TypedDict):
    """A place on the map with the number that its pin shows, and what its link says."""

    code: str
    place: str
    count: int
    url: str
    label: str
    latitude: float
    longitude: float
    more: NotRequired[int]
    """How many other places the same pin stands for."""
    shape: NotRequired[str]
    """Another shape than the circle, for pins of another kind: `DIAMOND`."""


@dataclass
class Spot:
    """A pin where it is drawn, and where its name stands."""

    pin: Pin
    x: float
    y: float
    radius: int
    name_x: int = 0
    name_y: int = 0
    anchor: str = "start"
    has_name: bool = True
    is_led: bool = False
    """Does a line lead from the pin to its name?"""

    @property
    def words(self) -> str:
        """Return the name as the map writes it, with the number of other places under the same pin."""
        more = self.pin.get("more", 0)
        return f"{self.pin['place']} +{more}" if more else self.pin["place"]


@dataclass(frozen=True)
class Box:
    """A part of the map that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: "Box") -> float:
        """Return how much ground two boxes share."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return max(across, 0) * max(min(self.bottom, other.bottom) - max(self.top, other.top), 0)

    def meets(self, other: "Box") -> bool:
        """Say whether two boxes share ground."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


Side = tuple[float, float, str, Box]
"""Where a name may stand, how it is anchored there, and the ground it takes."""
NOWHERE: Side = (0, 0, "start", Box(0, 0, 0, 0))


def position(pin: Pin) -> tuple[float, float]:
    """Return where on earth a pin stands."""
    return pin["latitude"], pin["longitude"]


def place_spots(pins: list[Pin], view: View = EUROPE) -> list[Spot]:
    """Return the pins with room between them, the largest first, and a free place for each name."""
    spots = [Spot(pin, *view.point(*position(pin)), radius(pin["count"])) for pin in pins]
    spots.sort(key=lambda spot: (-spot.pin["count"], spot.pin["place"]))
    push_apart(spots)
    # A diamond stands beside the pin whose name it would cover: its ground counts twice.
    taken = [ground(spot) for spot in spots for _ in range(2 if spot.pin.get("shape") else 1)]
    named: dict[str, str] = {}
    for spot in spots:
        code, shape = spot.pin["code"], spot.pin.get("shape", "")
        # Pins of two kinds at one place share its name.
        spot.has_name = named.get(code, shape) == shape
        if spot.has_name:
            taken += place_name(spot, spots, taken, view)
        if spot.has_name:
            named[code] = shape
    return spots


def ground(spot: Spot) -> Box:
    """Return the ground that a pin takes."""
    return Box(spot.x - ROOM, spot.y - ROOM, spot.x + ROOM, spot.y + ROOM)


def radius(count: int) -> int:
    """Return the size of a pin: it grows slower than its number."""
    return min(ROOM, 9 + round(2 * sqrt(count)))


def push_apart(spots: list[Spot]) -> None:
    """Move pins that would cover each other until each can be hit alone."""
    for _ in range(60):
        moved = [part(one, other) for place, one in enumerate(spots) for other in spots[place + 1 :]]
        if not any(moved):
            return


def part(one: Spot, other: Spot) -> bool:
    """Move two pins apart along the line between them; say whether that was needed."""
    apart = distance((one.x, one.y), (other.x, other.y))
    lacking = 2 * ROOM + 2 - apart
    if lacking <= 0.5:
        return False
    across, down = ((other.x - one.x) / apart, (other.y - one.y) / apart) if apart else (1.0, 0.0)
    one.x, one.y = one.x - across * lacking / 2, one.y - down * lacking / 2
    other.x, other.y = other.x + across * lacking / 2, other.y + down * lacking / 2
    return True


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two points lie apart."""
    return hypot(one[0] - other[0], one[1] - other[1])


def place_name(spot: Spot, spots: list[Spot], taken: list[Box], view: View) -> list[Box]:
    """Put a name at the freest side of its pin, or where a line can lead to it; return the ground it takes.

    Where even that could not be read, the name is left to the link and to the list beside the map.
    """
    side = min(sides(spot), key=lambda side: crowding(side[-1], taken, view))
    if crowding(side[-1], taken, view) > CROWDED:
        spot.is_led = True
        free = (far for far in far_sides(spot) if not crowding(far[-1], taken, view) and is_clear(spot, far, spots))
        side = next(free, NOWHERE)
    spot.name_x, spot.name_y, spot.anchor, box = round(side[0]), round(side[1]), *side[2:]
    spot.has_name = side is not NOWHERE
    return [box] if spot.has_name else []


def is_clear(spot: Spot, side: Side, spots: list[Spot]) -> bool:
    """Say whether the line from a pin to its name would meet no other pin; names stand above lines."""
    across, down = side[0] - spot.x, side[1] - LOWER - spot.y
    reach = hypot(across, down)
    for other in spots:
        x, y = other.x - spot.x, other.y - spot.y
        is_ahead = 0 < x * across + y * down < reach * reach
        if other is not spot and is_ahead and abs(x * down - y * across) < ROOM * reach:
            return False
    return True


def crowding(box: Box, taken: list[Box], view: View) -> float:
    """Return which part of a box is taken; one that leaves the map counts as taken whole."""
    left, top, width, height = view.box
    if box.left < left or box.right > left + width or box.top < top or box.bottom > top + height:
        return 1
    return sum(box.shared(other) for other in taken) / box.shared(box)


def sides(spot: Spot) -> Iterator[Side]:
    """Give the places beside a pin where its name may stand: right and left, then above and below."""
    reach = ROOM + 3
    for down in (0, -12, 12):
        yield side_at(spot, reach, down, "start")
        yield side_at(spot, -reach, down, "end")
    yield side_at(spot, 0, -reach - 6, "middle")
    yield side_at(spot, 0, reach + 7, "middle")


def far_sides(spot: Spot) -> Iterator[Side]:
    """Give places all around a pin, further and further away."""
    for reach in range(36, 140, 12):
        for turn in range(24):
            across, down = sin(turn * pi / 12), -cos(turn * pi / 12)
            anchor = "middle" if abs(across) < 0.1 else "start" if across > 0 else "end"
            yield side_at(spot, across * reach, down * reach, anchor)


def side_at(spot: Spot, across: float, down: float, anchor: str) -> Side:
    """Return the ground that a name takes somewhere around its pin."""
    width, x, y = LETTER * len(spot.words), spot.x + across, spot.y + down + LOWER
    left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
    return x, y, anchor, Box(left, y - LINE + LOWER, left + width, y + LOWER)
