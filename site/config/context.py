"""What every template may know about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Name the demo, so that its standing notice shows."""
    return {"DEMO": settings.DEMO}
