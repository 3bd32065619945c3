"""Serves pages: the way from an address to its page, in two queries where Wagtail asks up to seven."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_found

from blocks.pages import page_at


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show the page of a path under the language of the request."""
    # Wagtail asks `Page.route_for_request`, which takes what is remembered here.
    request._wagtail_route_for_request = route(path)  # type: ignore[attr-defined]  # wagtail.models.pages, 8.0
    return serve_found(request, path)


def route(path: str) -> RouteResult | None:
    """Return the page of a path below the home page of the active language."""
    home = home_in(get_language() or "")
    components = [component for component in path.split("/") if component]
    try:
        return page_at(home, components) if home else None
    except Http404:
        return None


def home_in(language: str) -> Page | None:
    """Return the home page of a language: the twin of the site's root page."""
    root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")
    return Page.objects.filter(translation_key__in=root, locale__language_code=language).first()
