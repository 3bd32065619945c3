"""Serves pages: the way from an address to its page is looked up once, and remembered until a page changes."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult
from wagtail.views import serve as serve_found

from blocks.pages import Place, page_of, place_of
from caching.memory import routes
from caching.pages import keep


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show the page of a path under the language of the request."""
    found = route(path)
    request._wagtail_site = known_site(request)  # type: ignore[attr-defined]  # wagtail.models.sites, 8.0
    # Wagtail asks `Page.route_for_request`, which takes what is remembered here.
    request._wagtail_route_for_request = found  # type: ignore[attr-defined]  # wagtail.models.pages, 8.0
    response = serve_found(request, path)
    page: Any = found.page if found else None
    if getattr(page, "is_open", False):
        keep(response, page.known_parameters)
    return response


def known_site(request: HttpRequest) -> Site | None:
    """Return the site of a host, remembered until a site changes."""
    return routes.remember(("site", request.get_host()), lambda: Site.find_for_request(request), "wagtailcore")


def route(path: str) -> RouteResult | None:
    """Return the page of a path below the home page of the active language."""
    language = get_language() or ""
    place = routes.remember((language, path), lambda: look_up(language, path), "wagtailcore")
    return page_of(place) if place else None


def look_up(language: str, path: str) -> Place | None:
    """Find out where a path below the home page of a language leads to."""
    home = home_in(language)
    return place_of(home, [component for component in path.split("/") if component]) if home else None


def home_in(language: str) -> Page | None:
    """Return the home page of a language: the twin of the site's root page."""
    root = Site.objects.filter(is_default_site=True).values("root_page__translation_key")
    return Page.objects.filter(translation_key__in=root, locale__language_code=language).first()
