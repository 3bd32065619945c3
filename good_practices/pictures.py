"""Sizes of the pictures of practices; they are made when a practice is published, never while somebody reads."""

from typing import Any

from django.urls import reverse

from good_practices.models.practice import GoodPracticePage
from library.models import NetworkImage

ROW = "fill-272x272"
CARD = "fill-640x260"
MAST = "fill-800x600"
SIZES = (ROW, CARD, MAST)
MOST = 6
"""How many pictures a member gives a practice."""


def prepare(practice: GoodPracticePage) -> None:
    """Make the sizes of the picture that stands for a practice, and the one size of the others."""
    for number, row in enumerate(practice.images.select_related("image")):
        for size in SIZES if number == 0 else (MAST,):
            row.image.get_rendition(size)


def first_image(practice: GoodPracticePage) -> NetworkImage | None:
    """Return the picture that stands for a practice."""
    first = practice.images.select_related("image").first()
    return first.image if first else None


def as_row(practice: GoodPracticePage, image: NetworkImage) -> dict[str, Any]:
    """Return a picture of a draft with its words."""
    words = {"alt_el": image.alt_el, "alt_en": image.alt_en, "credit": image.credit}
    return {"url": address_of(practice, image), "number": image.pk, **words}


def address_of(practice: GoodPracticePage, image: NetworkImage) -> str:
    """Return where those who write on a practice see a picture of its draft, which nobody else does."""
    return reverse("my_practices:picture", args=[practice.translation_key, image.pk])
