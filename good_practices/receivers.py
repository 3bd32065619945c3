"""What follows when Wagtail publishes a practice."""

from typing import Any

from wagtail.signals import page_published

from good_practices import pictures
from good_practices.models import GoodPracticePage


def listen() -> None:
    """Connect the receivers."""
    page_published.connect(on_published, sender=GoodPracticePage, dispatch_uid="good_practices_pictures")


def on_published(instance: GoodPracticePage, **kwargs: Any) -> None:
    """Make the sizes of the practice's picture before anybody reads it."""
    pictures.prepare(instance)
