"""The search page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, translate_url
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from blocks.pages import Alternate
from search.listing import Choice, Listing


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show what the person who asks finds."""
    reader = get_language() or settings.LANGUAGE_CODE
    listing = Listing(reverse("search:page"), Choice.read(request.GET), request.user, reader)
    listing = Listing(listing.url, listing.choice.known(listing.labels), request.user, reader)
    context = {"listing": listing, **around(request, listing)}
    response = render(request, "search/page.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response


def around(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """Return what the frame of the page needs: the way here, and the same search in the other language."""
    addresses = ((code, label, translate_url(listing.url, code)) for code, label in settings.LANGUAGES)
    return {
        "crumbs": [{"title": _("Home"), "url": f"/{listing.reader}/"}, {"title": _("Search")}],
        "alternates": [Alternate(code, label, f"{url}{listing.choice.query}", False) for code, label, url in addresses],
    }
