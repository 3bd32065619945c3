"""The signs of funders as pictures, all of one height."""

from typing import Any

from wagtail.images.shortcuts import get_rendition_or_not_found

HEIGHT = "height-96"
"""Twice the height of the strip's own emblem, for fine screens."""


def sign(image: Any) -> dict[str, Any] | None:
    """Return a picture for the funding strip in plain values; nothing when its file is lost."""
    picture = get_rendition_or_not_found(image, HEIGHT) if image else None
    if picture is None or not picture.width:
        return None
    return {"url": picture.url, "width": picture.width, "height": picture.height}
