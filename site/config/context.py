"""What every template may know about the site."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def site(request: HttpRequest) -> dict[str, object]:
    """Name the demo, so that its standing notice shows."""
    return {"DEMO": settings.DEMO, "mailbox_url": reverse("mail:mailbox") if settings.DEMO else ""}
