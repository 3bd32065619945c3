"""The map of places, drawn on the server: no tiles, no cookie, no script.

Pins are links; labels stand where they cover neither a pin nor each other. Places that would cover each other are one
pin where a closer view can part them. The same list always stands beside the map as text.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import hypot
from typing import cast

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from blocks.land import land_under
from blocks.outlines import EUROPE, MEDITERRANEAN, View, around, countries
from blocks.spots import DIAMOND, LOWER, ROOM, Pin, Spot, distance, place_spots, position

VIEWS = {"europe": EUROPE, "mediterranean": MEDITERRANEAN}
"""Views by name; every other name asks for the closest view of the pins."""
CLOSER = 1.25
"""How much larger a view must be to part what another one shows as one."""

Together = Callable[[list[Pin]], Pin]
"""Makes one pin of places that stand too near each other to be told apart."""


def draw_map(
    pins: Iterable[Pin],
    member_countries: Iterable[str] = (),
    *,
    centre: str = "",
    view: str = "europe",
    together: Together | None = None,
) -> SafeString:
    """Return the map with a link for each pin, and a dotted strand from the place named centre to the others.

    The land of a close view, whose map is folded at first or small, is a picture of its own.
    """
    listed, members = list(pins), frozenset(member_countries)
    shown = VIEWS.get(view) or around([position(pin) for pin in listed])
    known = gather(listed, shown, together) if together else listed
    is_whole = view in VIEWS
    return format_html(
        '<div class="map">{}<svg viewBox="{}" preserveAspectRatio="xMidYMid slice" role="group" '
        'aria-label="{}">{}{}</svg></div>',
        "" if is_whole else land_under(shown, members),
        " ".join(map(str, shown.box)),
        gettext("Map of the places. The same list stands on this page as text."),
        countries(shown, members) if is_whole else "",
        drawn(tuple(tuple(pin.items()) for pin in known), centre, shown, get_language()),
    )


# Looking for room takes long; whatever the drawing shows is among the arguments.
@lru_cache(maxsize=128)
def drawn(pins: tuple[tuple[tuple[str, object], ...], ...], centre: str, view: View, _language: str) -> SafeString:
    """Return the pins, and the strands from the centre; the language is that of their words."""
    spots = place_spots([cast("Pin", dict(pin)) for pin in pins], view)
    pinned = format_html_join("", "{}{}", ((name(spot), link(spot)) for spot in spots))
    return strands(spots, centre) + leads(spots) + pinned


def gather(pins: list[Pin], view: View, together: Together) -> list[Pin]:
    """Return the pins, those made one that would cover each other here and stand apart in a closer view."""
    heaps: list[list[Pin]] = []
    for pin in sorted(pins, key=lambda one: -one["count"]):
        heap = next((heap for heap in heaps if is_alike(heap[0], pin) and covers(heap[0], pin, view)), None)
        if heap is None:
            heaps.append([pin])
        else:
            heap.append(pin)
    return [pin for heap in heaps for pin in ([together(heap)] if is_parted_closer(heap, view) else heap)]


def is_alike(one: Pin, other: Pin) -> bool:
    """Say whether two pins are of the same kind."""
    return one.get("shape", "") == other.get("shape", "")


def covers(one: Pin, other: Pin, view: View) -> bool:
    """Say whether two pins would share ground."""
    return distance(view.point(*position(one)), view.point(*position(other))) < 2 * ROOM


def is_parted_closer(heap: Sequence[Pin], view: View) -> bool:
    """Say whether a view of these places alone would be closer than this one."""
    places = {position(pin) for pin in heap}
    return len(places) > 1 and around(sorted(places)).scale > CLOSER * view.scale


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
        spot.words,
    )


def link(spot: Spot) -> SafeString:
    """Return a pin as a link whose name says place and number."""
    return format_html(
        '<a class="{}" href="{}" aria-label="{}">{}<text x="{}" y="{}">{}</text></a>',
        f"pin {spot.pin.get('shape', '')}".strip(),
        spot.pin["url"],
        spot.pin["label"],
        diamond(spot) if spot.pin.get("shape") == DIAMOND else circle(spot),
        f"{spot.x:.0f}",
        f"{spot.y + 1:.0f}",
        spot.pin["count"],
    )


def circle(spot: Spot) -> SafeString:
    """Return the circle of a pin, which grows with its number."""
    return format_html('<circle cx="{}" cy="{}" r="{}"/>', f"{spot.x:.0f}", f"{spot.y:.0f}", spot.radius)


def diamond(spot: Spot) -> SafeString:
    """Return the diamond of a pin of another kind, as large as its ground allows."""
    across, down = f"{spot.x - ROOM:.0f}", f"{spot.y:.0f}"
    return format_html('<path d="M{} {}l{r}-{r} {r} {r}-{r} {r}z"/>', across, down, r=ROOM)
