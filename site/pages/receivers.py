"""Makes the pictures of what is published, before anybody reads it."""

from typing import Any

from wagtail.signals import page_published

from pages.models import NewsPage
from pages.news import SIZES


def connect() -> None:
    """Listen to news that go online."""
    page_published.connect(make_pictures, sender=NewsPage, dispatch_uid="news-pictures")


def make_pictures(instance: NewsPage, **kwargs: Any) -> None:
    """Make the sizes of a news item's picture."""
    if instance.picture:
        for size in SIZES:
            instance.picture.get_rendition(size)
