"""What follows when a page is deleted for good: what was said about it goes with its last language."""

from typing import Any

from django.db.models.signals import post_delete
from wagtail.models import Page

from comments.models import Talk


def listen() -> None:
    """Connect the receiver."""
    post_delete.connect(on_deleted, sender=Page, dispatch_uid="comments_page_deleted")


def on_deleted(instance: Page, **kwargs: Any) -> None:
    """Delete the talk of a page that is left in no language."""
    if not Page.objects.filter(translation_key=instance.translation_key).exists():
        Talk.objects.filter(key=instance.translation_key).delete()
