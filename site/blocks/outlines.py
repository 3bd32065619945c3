"""Where the outlines of the map come from, and which part of the earth a map shows.

`europe.json` holds Europe as a whole, drawn once; `closeups.json` holds it finer, and is drawn as near as the places of
a list allow. Both files say where they come from and how they were made.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from math import cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

HERE = Path(__file__).parent
WHOLE: dict[str, Any] = json.loads((HERE / "europe.json").read_text())
Point = tuple[float, float]
WIDTH, HEIGHT = 640, 360
DEGREE = 111.2
"""Kilometres that a degree of latitude is long."""
RADIUS = 6371
WIDTHS = (200, 250, 320, 400, 500, 640, 800, 1000, 1250, 1600, 2000)
"""How many kilometres a close view may be wide."""
ALONE = 640
"""How many it is wide at least around one place: a place is known by what lies around it."""
FILLED_ACROSS, FILLED_DOWN = 0.62, 0.72
"""Which part of a close view its places take at most; the rest is for names."""
LOWEST, BESIDE = 310, 48
"""How low a strip of Europe may be, and how much of it lies above and below its places."""
BEYOND = 12
"""How far outlines go on beyond the edge."""


@dataclass(frozen=True)
class View:
    """A part of the earth on paper: Lambert's azimuthal equal-area projection around a point."""

    latitude: float
    longitude: float
    scale: float
    x: float
    y: float
    box: tuple[int, int, int, int]
    is_close: bool = False

    def point(self, latitude: float, longitude: float) -> Point:
        """Return where a place stands."""
        along, up, middle = radians(longitude - self.longitude), radians(latitude), radians(self.latitude)
        stretch = self.scale * sqrt(2 / (1 + sin(middle) * sin(up) + cos(middle) * cos(up) * cos(along)))
        down = cos(middle) * sin(up) - sin(middle) * cos(up) * cos(along)
        return self.x + stretch * cos(up) * sin(along), self.y - stretch * down

    def shows(self, latitude: float, longitude: float) -> bool:
        """Say whether a place stands inside."""
        x, y = self.point(latitude, longitude)
        left, top, width, height = self.box
        return left <= x <= left + width and top <= y <= top + height


EUROPE = View(49, 11, WHOLE["scale"], WHOLE["x"], WHOLE["y"], (0, 0, 640, 560))
MEDITERRANEAN = replace(EUROPE, box=(0, 212, 640, 310))


def around(places: Sequence[Point]) -> View:
    """Return the closest view that shows all places with room for their names."""
    if not places:
        return MEDITERRANEAN
    south, west, north, east = bounds(places)
    middle = (south + north) / 2, (west + east) / 2
    across, down = (east - west) * DEGREE * cos(radians(middle[0])), (north - south) * DEGREE
    needed = max(across / FILLED_ACROSS, down / FILLED_DOWN * WIDTH / HEIGHT)
    width = next((one for one in WIDTHS if one >= needed and (across + down or one >= ALONE)), None)
    return strip(places) if width is None else close_view(middle, width)


def strip(places: Sequence[Point]) -> View:
    """Return Europe from the northernmost place to the southernmost."""
    heights = [EUROPE.point(*place)[1] for place in places]
    _left, _top, width, whole = EUROPE.box
    height = min(max(LOWEST, round(max(heights) - min(heights)) + 2 * BESIDE), whole)
    top = round((max(heights) + min(heights) - height) / 2)
    return replace(EUROPE, box=(0, min(max(top, 0), whole - height), width, height))


def close_view(middle: Point, width: int) -> View:
    """Return a view of so many kilometres; near ones are the same, so that few are drawn."""
    step = width / 20 / DEGREE
    latitude, longitude = (round(round(degrees / step) * step, 3) for degrees in middle)
    scale = RADIUS * WIDTH / width
    return View(latitude, longitude, scale, WIDTH / 2, HEIGHT / 2, (0, 0, WIDTH, HEIGHT), is_close=True)


def bounds(places: Sequence[Point]) -> tuple[float, float, float, float]:
    """Return the least and the greatest of both coordinates: south, west, north, east."""
    first, second = [one for one, _other in places], [other for _one, other in places]
    return min(first), min(second), max(first), max(second)


@lru_cache(maxsize=256)
def countries(view: View, members: frozenset[str]) -> SafeString:
    """Return the outlines that a view shows; countries with members have their own tone."""
    shapes, borders = shapes_of(view)
    return format_html(
        '<path class="land" d="{}"/><path class="member" d="{}"/><path class="border" d="{}"/>',
        "".join(path for code, path in shapes.items() if code not in members),
        "".join(path for code, path in shapes.items() if code in members),
        borders,
    )


def shapes_of(view: View) -> tuple[dict[str, str], str]:
    """Return the paths of the countries by code, and of the borders between them."""
    return drawn(view) if view.is_close else (WHOLE["countries"], WHOLE["borders"])


@lru_cache(maxsize=128)
def drawn(view: View) -> tuple[dict[str, str], str]:
    """Draw the fine outlines as a close view shows them."""
    lands, borders = fine()
    shapes = {code: "".join(path for ring in rings for path in ring_in(view, ring)) for code, rings in lands.items()}
    lines = "".join(line(view, arc) for arc in borders if any(view.shows(*place) for place in arc))
    return {code: path for code, path in shapes.items() if path}, lines


@cache
def fine() -> tuple[dict[str, list[list[Point]]], list[list[Point]]]:
    """Return the rings of each country and the borders, as latitudes and longitudes."""
    stored = json.loads((HERE / "closeups.json").read_text())
    arcs = [list(places_of(steps, stored["steps"])) for steps in stored["arcs"]]
    lands = {
        code: [[place for arc in ring for place in along(arcs, arc)] for ring in rings]
        for code, rings in stored["lands"].items()
    }
    return lands, [arcs[number] for number in stored["borders"]]


def places_of(steps: Sequence[int], parts: int) -> Iterator[Point]:
    """Yield the places of an arc, which is kept as a first place and the steps from each to the next."""
    longitude = latitude = 0
    for across, up in zip(steps[::2], steps[1::2], strict=True):
        longitude, latitude = longitude + across, latitude + up
        yield latitude / parts, longitude / parts


def along(arcs: list[list[Point]], number: int) -> list[Point]:
    """Return an arc, backwards when its number says so."""
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def ring_in(view: View, ring: list[Point]) -> Iterator[str]:
    """Yield what a view shows of a ring as a path; nothing of a ring that lies elsewhere."""
    south, west, north, east = bounds(ring)
    reach = view.box[2] / view.scale * 57.3
    if abs((south + north) / 2 - view.latitude) > reach + (north - south) / 2:
        return
    if abs((west + east) / 2 - view.longitude) > 2 * reach + (east - west) / 2:
        return
    left, top, width, height = view.box
    inside = [view.point(*place) for place in ring]
    for axis, limit, sign in ((0, left, 1), (0, left + width, -1), (1, top, 1), (1, top + height, -1)):
        inside = cut(inside, axis, limit - sign * BEYOND, sign)
    if len(rounded(inside)) > 2:
        yield f"M{steps_of(rounded(inside))}Z"


def cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """Return the part of a ring on one side of a line, after Sutherland and Hodgman."""
    kept: list[Point] = []
    for one, other in pairwise([*points[-1:], *points]):
        here, there = sign * (one[axis] - limit), sign * (other[axis] - limit)
        if (here < 0) != (there < 0):
            share = here / (here - there)
            kept.append((one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))
        if there >= 0:
            kept.append(other)
    return kept


def line(view: View, arc: list[Point]) -> str:
    """Return an arc as a path."""
    return f"M{steps_of(rounded([view.point(*place) for place in arc]))}"


def rounded(points: list[Point]) -> list[tuple[int, int]]:
    """Return points in whole pixels, none twice in a row."""
    whole = [(round(x), round(y)) for x, y in points]
    return [point for place, point in enumerate(whole) if not place or point != whole[place - 1]]


def steps_of(points: list[tuple[int, int]]) -> str:
    """Return points as a path writes them: the first, then the steps to the others."""
    steps = [f"{x2 - x1} {y2 - y1}" for (x1, y1), (x2, y2) in pairwise(points)]
    return f"{points[0][0]} {points[0][1]}l{' '.join(steps)}" if steps else f"{points[0][0]} {points[0][1]}"
