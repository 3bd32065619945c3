"""The map of Europe, drawn once on the server: no tiles, no cookie, no script.

`europe.json` says where its outlines come from and how they were made. Pins are links; labels stand where they
cover neither a pin nor each other. The same list always stands beside the map as text.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, pi, radians, sin, sqrt
from pathlib import Path
from typing import Any, TypedDict, cast

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

OUTLINES: dict[str, Any] = json.loads((Path(__file__).parent / "europe.json").read_text())
CENTRE = radians(11), radians(49)
VIEWS = {"europe": "0 0 640 560", "mediterranean": "0 212 640 310"}
# The sizes that components/map.css uses on narrow screens: what has room there has room everywhere.
LETTER, LINE, ROOM = 12, 22, 15
CROWDED = 0.2
"""Which part of a name may be covered: letters are narrower than the widest, and read nevertheless."""
LOWER = 5
"""How far the line that letters stand on lies below their middle."""


class Pin(TypedDict):
    """A place on the map with the number that its pin shows."""

    place: str
    count: int
    url: str
    latitude: float
    longitude: float


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


def draw_map(
    pins: Iterable[Pin], member_countries: Iterable[str] = (), *, centre: str = "", view: str = "europe"
) -> SafeString:
    """Return the map with a link for each pin, and a dotted strand from the place named centre to the others."""
    known = tuple(tuple(pin.items()) for pin in pins)
    return drawn(known, frozenset(member_countries), centre, view, get_language())


# Looking for room takes long; whatever the drawing shows is among the arguments.
@lru_cache(maxsize=64)
def drawn(
    pins: tuple[tuple[tuple[str, object], ...], ...], members: frozenset[str], centre: str, view: str, language: str
) -> SafeString:
    """Return the map; the language is that of the page."""
    spots = place_spots([cast("Pin", dict(pin)) for pin in pins])
    return format_html(
        '<div class="map"><svg viewBox="{}" preserveAspectRatio="xMidYMid slice" role="group" '
        'aria-label="{}">{}{}{}</svg></div>',
        VIEWS[view],
        gettext("Map of the places. The same list stands on this page as text."),
        countries(members),
        strands(spots, centre) + leads(spots),
        format_html_join("", "{}{}", ((name(spot), link(spot)) for spot in spots)),
    )


@lru_cache(maxsize=64)
def countries(members: frozenset[str]) -> SafeString:
    """Return the outlines; countries with members have their own tone."""
    shapes: dict[str, str] = OUTLINES["countries"]
    land = "".join(path for code, path in shapes.items() if code not in members)
    member = "".join(path for code, path in shapes.items() if code in members)
    return format_html(
        '<path class="land" d="{}"/><path class="member" d="{}"/><path class="border" d="{}"/>',
        land,
        member,
        OUTLINES["borders"],
    )


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return where a place stands: Lambert azimuthal equal-area, as the outlines."""
    along, up = radians(longitude) - CENTRE[0], radians(latitude)
    scale = sqrt(2 / (1 + sin(CENTRE[1]) * sin(up) + cos(CENTRE[1]) * cos(up) * cos(along)))
    x = scale * cos(up) * sin(along)
    y = scale * (cos(CENTRE[1]) * sin(up) - sin(CENTRE[1]) * cos(up) * cos(along))
    return OUTLINES["x"] + OUTLINES["scale"] * x, OUTLINES["y"] - OUTLINES["scale"] * y


def place_spots(pins: list[Pin]) -> list[Spot]:
    """Return the pins with room between them, the largest first, and a free place for each name."""
    spots = [Spot(pin, *project(pin["latitude"], pin["longitude"]), radius(pin["count"])) for pin in pins]
    spots.sort(key=lambda spot: (-spot.pin["count"], spot.pin["place"]))
    push_apart(spots)
    taken = [Box(spot.x - ROOM, spot.y - ROOM, spot.x + ROOM, spot.y + ROOM) for spot in spots]
    for spot in spots:
        taken += place_name(spot, spots, taken)
    return spots


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
    distance = hypot(other.x - one.x, other.y - one.y)
    lacking = 2 * ROOM + 2 - distance
    if lacking <= 0.5:
        return False
    across, down = ((other.x - one.x) / distance, (other.y - one.y) / distance) if distance else (1.0, 0.0)
    one.x, one.y = one.x - across * lacking / 2, one.y - down * lacking / 2
    other.x, other.y = other.x + across * lacking / 2, other.y + down * lacking / 2
    return True


def place_name(spot: Spot, spots: list[Spot], taken: list[Box]) -> list[Box]:
    """Put a name at the freest side of its pin, or where a line can lead to it; return the ground it takes.

    Where even that could not be read, the name is left to the link and to the list beside the map.
    """
    side = min(sides(spot), key=lambda side: crowding(side[-1], taken))
    if crowding(side[-1], taken) > CROWDED:
        spot.is_led = True
        free = (far for far in far_sides(spot) if not crowding(far[-1], taken) and is_clear(spot, far, spots))
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


def crowding(box: Box, taken: list[Box]) -> float:
    """Return which part of a box is taken; one that leaves the map counts as taken whole."""
    if box.left < 0 or box.right > 640 or box.bottom > 560:
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
    width, x, y = LETTER * len(spot.pin["place"]), spot.x + across, spot.y + down + LOWER
    left = {"start": x, "end": x - width, "middle": x - width / 2}[anchor]
    return x, y, anchor, Box(left, y - LINE + LOWER, left + width, y + LOWER)


def strands(spots: list[Spot], centre: str) -> SafeString:
    """Return a sagging strand from the centre to each other place."""
    hub = next((spot for spot in spots if spot.pin["place"] == centre), None)
    others = [spot for spot in spots if hub and spot is not hub]
    return format_html_join("", '<path class="strand" d="{}"/>', ((strand(hub, spot),) for spot in others if hub))


def leads(spots: list[Spot]) -> SafeString:
    """Return a line from each pin to its name where that stands further away."""
    led = ((spot.x, spot.y, spot.name_x, spot.name_y - LOWER) for spot in spots if spot.is_led and spot.has_name)
    return format_html_join("", '<path class="lead" d="M{} {}L{} {}"/>', ([round(part) for part in one] for one in led))


def strand(hub: Spot, spot: Spot) -> str:
    """Return the curve between two places, bent upwards by a tenth of its length."""
    lift = hypot(hub.x - spot.x, hub.y - spot.y) / 10
    middle = (hub.x + spot.x) / 2, (hub.y + spot.y) / 2 - lift
    return f"M{hub.x:.0f} {hub.y:.0f}Q{middle[0]:.0f} {middle[1]:.0f} {spot.x:.0f} {spot.y:.0f}"


def name(spot: Spot) -> SafeString | str:
    """Return the name beside a pin; the link says it to those who do not see it."""
    if not spot.has_name:
        return ""
    return format_html(
        '<text class="name" x="{}" y="{}" text-anchor="{}" aria-hidden="true">{}</text>',
        spot.name_x,
        spot.name_y,
        spot.anchor,
        spot.pin["place"],
    )


def link(spot: Spot) -> SafeString:
    """Return a pin as a link whose name says place and number."""
    count = spot.pin["count"]
    words = ngettext("%(place)s: %(count)d practice", "%(place)s: %(count)d practices", count)
    return format_html(
        '<a class="pin" href="{}" aria-label="{}"><circle cx="{}" cy="{}" r="{}"/><text x="{}" y="{}">{}</text></a>',
        spot.pin["url"],
        words % {"place": spot.pin["place"], "count": count},
        f"{spot.x:.0f}",
        f"{spot.y:.0f}",
        spot.radius,
        f"{spot.x:.0f}",
        f"{spot.y + 1:.0f}",
        count,
    )
