"""What every template may know about the site."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from following import unread
from pages import frame


def site(request: HttpRequest) -> dict[str, object]:
    """Name the demo, so that its standing notice shows, and bring the frame, fetched when a template shows it."""
    return {
        "DEMO": settings.DEMO,
        "mailbox_url": reverse("mail:mailbox") if settings.DEMO else "",
        "frame": SimpleLazyObject(lambda: frame.shown_to(request)),
        "bell": SimpleLazyObject(lambda: unread.bell(request)),
        "home_url": f"/{get_language()}/",
    }
