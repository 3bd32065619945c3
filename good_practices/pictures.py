"""Sizes of the pictures of practices; they are made when a practice is published, never while somebody reads."""

from good_practices.models.practice import GoodPracticePage
from library.models import NetworkImage

ROW = "fill-272x272"
CARD = "fill-640x260"
MAST = "fill-800x600"
SIZES = (ROW, CARD, MAST)


def prepare(practice: GoodPracticePage) -> None:
    """Make the sizes of the first picture of a practice."""
    image = first_image(practice)
    if image:
        for size in SIZES:
            image.get_rendition(size)


def first_image(practice: GoodPracticePage) -> NetworkImage | None:
    """Return the picture that stands for a practice."""
    first = practice.images.select_related("image").first()
    return first.image if first else None
