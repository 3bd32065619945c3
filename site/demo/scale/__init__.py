"""Thousands of practices made up from word lists, to see how the site bears them."""

from wagtail.models import Page

from good_practices.models import GoodPracticePage

SOURCE = "scale_data"
"""Marks what was made up: the source of the originals."""


def made_up() -> list[int]:
    """Return the keys of the made-up originals, the oldest first."""
    found = GoodPracticePage.objects.filter(external_source=SOURCE).order_by("external_id")
    return list(found.values_list("pk", flat=True))


def last_number() -> int:
    """Return the highest number of a made-up practice; 0 without any."""
    found = GoodPracticePage.objects.filter(external_source=SOURCE).order_by("-external_id")
    return int(found.values_list("external_id", flat=True).first() or 0)


def twins_of(originals: list[int]) -> list[int]:
    """Return the keys of originals together with those of their translations."""
    keys = Page.objects.filter(pk__in=originals).values("translation_key")
    return list(Page.objects.filter(translation_key__in=keys).values_list("pk", flat=True))
