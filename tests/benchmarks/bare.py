"""The limit: a bare view that answers with the bytes of a page, behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path

from config import urls as site

PAGES: dict[str, bytes] = {}
"""What the bare view answers with, by name."""


def bare(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with bytes that are there already."""
    return HttpResponse(PAGES[name])


urlpatterns: list[URLPattern | URLResolver] = [path("bare/<str:name>/", bare), *site.urlpatterns]
