"""Where the places of the vocabulary lie."""

from vocabulary.models import Place


def points() -> dict[str, tuple[float, float]]:
    """Return latitude and longitude of each place by its code, in one query."""
    rows = Place.objects.anchors().order_by().values_list("code", "latitude", "longitude")
    return {code: (float(latitude), float(longitude)) for code, latitude, longitude in rows}
