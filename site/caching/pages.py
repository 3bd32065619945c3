"""Whole pages as visitors get them who are not signed in."""

import gzip
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from caching.memory import Memory

MEGABYTE = 1024**2
WEIGHT_OF_A_PAGE = 2_000
"""What a page weighs in memory beside its bytes: key and headers."""
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The answer to a visitor, packed and unpacked, with everything that the site says about it."""

    body: bytes
    packed: bytes
    headers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        """Take a finished answer; browsers may keep it too, and ask each time whether it still holds."""
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        patch_vary_headers(response, ["Accept-Encoding"])
        headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
        return cls(response.content, gzip.compress(response.content, mtime=0), headers)

    @property
    def weight(self) -> int:
        """Return about how many bytes of memory the page takes."""
        return len(self.body) + len(self.packed) + WEIGHT_OF_A_PAGE

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Return the page as this browser takes it; nothing but the head when it has the page already."""
        packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        body = self.packed if packed else self.body
        response = HttpResponse(b"" if request.method == "HEAD" else body)
        for name, value in self.headers:
            response.headers[name] = value
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(body))
        if "HTTP_IF_NONE_MATCH" not in request.META:
            return response
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response


pages = Memory(settings.KEPT_PAGES_MEGABYTES * MEGABYTE, lambda page: page.weight)


def keep(response: Any, parameters: Collection[str] = ()) -> None:
    """Say that an answer shows nothing of who asks; it may be kept for addresses with no parameters but these."""
    response.kept_parameters = frozenset(parameters)


def kept_with(*parameters: str) -> Callable[[View], View]:
    """Let the answers of a view be kept; it shows nothing of who asks, and reads these parameters alone."""

    def decorate(view: View) -> View:
        @wraps(view)
        def kept_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            keep(response, parameters)
            return response

        return kept_view

    return decorate


def may_be_kept(request: HttpRequest, response: Any) -> bool:
    """Say whether an answer is the same for every visitor."""
    known = getattr(response, "kept_parameters", None)
    return (
        known is not None
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not any(word in response.headers.get("Cache-Control", "") for word in ("private", "no-store"))
        and known.issuperset(request.GET)
    )
