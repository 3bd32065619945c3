"""Where the places of the vocabulary lie, kept until a word changes."""

from typing import Any

from caching.memory import values
from vocabulary.models import Place

Points = dict[str, tuple[float, float]]
"""Code of a place → latitude and longitude."""


def points() -> Points:
    """Return where each place lies; nobody may change it."""
    return values.remember(("points",), read_points, "vocabulary", "wagtailcore")


def read_points() -> Points:
    """Read where each place lies, in one query."""
    places: Any = Place.objects.anchors()  # typed as words of any kind
    rows = places.order_by().values_list("code", "latitude", "longitude")
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in rows}
