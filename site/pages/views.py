"""What the site tells other programs: its map, its feeds, and the pictures beside links."""

import hashlib
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pages import cards, feeds, sitemap

YEAR = 365 * 24 * 60 * 60
XML = "application/xml; charset=utf-8"


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """Send the list of the pieces of the map."""
    return HttpResponse(sitemap.index(root_of(request)), content_type=XML)


@require_safe
def sitemap_pages(request: HttpRequest, language: str, number: int) -> StreamingHttpResponse:
    """Send one piece of the pages of a language."""
    if language not in sitemap.LANGUAGES or not 0 < number <= sitemap.PIECE:
        raise Http404
    return StreamingHttpResponse(sitemap.pages(root_of(request), language, number), content_type=XML)


@require_safe
def sitemap_organisations(request: HttpRequest) -> StreamingHttpResponse:
    """Send the bodies of the directory."""
    return StreamingHttpResponse(sitemap.organisations(root_of(request)), content_type=XML)


@require_safe
def feed(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Send a feed in the language of its address; who has it already is told so."""
    language = get_language() or ""
    found = feeds.entries(kind, language)
    content = feeds.write(found, kind, language, root=root_of(request), own=request.path)
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    changed = int(feeds.newest(found).timestamp())
    response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    response["ETag"], response["Last-Modified"] = etag, http_date(changed)
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    answer: HttpResponseBase = get_conditional_response(request, etag, changed, response) or response
    return answer


@require_safe
def card(request: HttpRequest, language: str, key: UUID, stamp: str) -> HttpResponseBase:
    """Send the picture of a public page; an older address leads to the newest."""
    page = cards.public_page(language, key)
    if page is None:
        raise Http404
    if stamp != cards.stamp_of(page):
        return redirect(cards.card_url(page, language))
    return picture(cards.picture_of(page))


@require_safe
def site_card(request: HttpRequest, language: str, look: int) -> HttpResponseBase:
    """Send the picture of pages that have none of their own."""
    if language not in sitemap.LANGUAGES:
        raise Http404
    if look != cards.LOOK:
        return redirect(cards.site_card_url(language))
    return picture(cards.site_picture(language))


def picture(content: bytes) -> HttpResponse:
    """Return a picture that other sites may show, and that never changes under its address."""
    response = HttpResponse(content, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def root_of(request: HttpRequest) -> str:
    """Return the address of the site without a path."""
    return request.build_absolute_uri("/").rstrip("/")
