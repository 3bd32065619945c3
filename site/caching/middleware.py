"""In front of everything: a visitor's page that is kept needs no session, no language and no address looked up."""

from collections.abc import Callable, Hashable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase

from caching import versions
from caching.pages import KeptPage, may_be_kept, pages

Answer = Callable[[HttpRequest], HttpResponseBase]
PREFIXES = tuple(f"/{code}/" for code, _name in settings.LANGUAGES)
PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")


class KeepPages:
    """Answer visitors from memory; let every request that only reads see one version of the content."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with versions.held():
            key = key_of(request) if is_of_a_visitor(request) else None
            return self.get_response(request) if key is None else self.kept_or_made(request, (key, versions.of()))

    def kept_or_made(self, request: HttpRequest, key: Hashable) -> HttpResponseBase:
        """Answer from memory; else let one request make the page while others wait for it."""
        kept: KeptPage | None = pages.get(key)
        if kept:
            return kept.answer(request)
        with pages.alone(key) as is_first:
            kept = pages.get(key)
            if kept is None and is_first:
                return self.make(request, key)
        # Whoever was first found a page that is not kept: nobody need wait for it again.
        return kept.answer(request) if kept else self.get_response(request)

    def make(self, request: HttpRequest, key: Hashable) -> HttpResponseBase:
        """Make a page, and keep it if every visitor gets the same."""
        response = self.get_response(request)
        if not may_be_kept(request, response):
            return response
        page = KeptPage.of(response)  # type: ignore[arg-type]  # what streams is not kept
        if request.method == "GET":
            pages.put(key, page)
        return page.answer(request)


def is_of_a_visitor(request: HttpRequest) -> bool:
    """Say whether somebody without a session asks for a page; others never see what is kept, nor add to it."""
    if not settings.KEPT_PAGES_MEGABYTES or not request.path_info.startswith(PREFIXES):
        return False
    if "HTTP_AUTHORIZATION" in request.META:
        return False
    return not any(name in request.COOKIES for name in PERSONAL_COOKIES)


def key_of(request: HttpRequest) -> Hashable | None:
    """Return what an answer may depend on; None for a host that is not ours.

    The order of parameters of different names does not matter; that of equal names does.
    """
    try:
        host = request.get_host()
    except SuspiciousOperation:
        return None
    query = request.META.get("QUERY_STRING", "")
    pairs = tuple(sorted(query.split("&"), key=name_of)) if query else ()
    return request.scheme, host, request.path_info, pairs, "HTTP_HX_REQUEST" in request.META


def name_of(pair: str) -> str:
    """Return the name of a parameter as it was sent."""
    return pair.partition("=")[0]
