"""The search page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail import hooks

from blocks.pages import Alternate
from search.kinds import kinds
from search.listing import LONGEST, Choice, Listing, being_made, clean
from search.suggesting import suggest

WAYS = "ways_on_from_search"
"""Hook: a function of the request and the query string of a search; it returns ways on (icon, title, url)."""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what the person who asks finds."""
    reader = get_language() or settings.LANGUAGE_CODE
    listing = Listing(reverse("search:page"), Choice.read(request.GET), request.user, reader)
    listing = Listing(listing.url, listing.choice.known(listing.labels), request.user, reader)
    ways = [way for ask in hooks.get_hooks(WAYS) for way in ask(request, listing.choice.query)]
    # Asked before the index: what is made in between is found, or said to be missing.
    context = {"unread": being_made(), "listing": listing, "ways": ways, **around(request, listing)}
    response = render(request, "search/page.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_safe
def offers(request: HttpRequest) -> JsonResponse:
    """Offer things while the person who asks is typing."""
    reader = get_language() or settings.LANGUAGE_CODE
    found = suggest(clean(request.GET.get("q", "")[:LONGEST]), request.user, reader)
    titles = {kind.code: str(kind.title) for kind in kinds().values()}
    rows = [{"title": hit.title, "url": hit.url, "kind": titles[hit.kind], "language": hit.language} for hit in found]
    told = ngettext("%(number)d suggestion", "%(number)d suggestions", len(rows)) % {"number": len(rows)}
    response = JsonResponse({"offers": rows, "told": told if rows else ""})
    patch_cache_control(response, private=True, no_store=True)
    return response


def around(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """Return what the frame of the page needs: the way here, and the same search in the other language."""
    addresses = ((code, label, translate_url(listing.url, code)) for code, label in settings.LANGUAGES)
    return {
        "crumbs": [{"title": _("Home"), "url": f"/{listing.reader}/"}, {"title": _("Search")}],
        "alternates": [Alternate(code, label, f"{url}{listing.choice.query}", False) for code, label, url in addresses],
    }
