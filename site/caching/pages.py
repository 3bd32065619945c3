"""Whole pages as visitors get them who are not signed in."""

import gzip
import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import lru_cache, partial, wraps
from typing import Any

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from caching.memory import Memory

MEGABYTE = 1024**2
WEIGHT_OF_A_PAGE = 2_000
"""What a page weighs in memory beside its bytes: key and headers."""
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=7),
    "gzip": partial(gzip.compress, mtime=0),
}
"""Ways to pack a page, the smallest first. Brotli takes as long as gzip here; a step higher, six times as long."""
PART_OF_A_PACKED_PAGE = 0.3
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """The answer to a visitor, with everything that the site says about it; packed when a browser first asks so."""

    body: bytes
    headers: tuple[tuple[str, str], ...]
    packed: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, response: HttpResponse) -> "KeptPage":
        """Take a finished answer; browsers may keep it too, and ask each time whether it still holds."""
        response.headers.setdefault("Cache-Control", "no-cache")
        response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        patch_vary_headers(response, ["Accept-Encoding"])
        headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
        return cls(response.content, headers)

    @property
    def weight(self) -> int:
        """Return about how many bytes of memory the page takes, packed by each method."""
        return round(len(self.body) * (1 + len(PACKERS) * PART_OF_A_PACKED_PAGE)) + WEIGHT_OF_A_PAGE

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Return the page as this browser takes it; nothing but the head when it has the page already."""
        method = method_for(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        body = self.packed_by(method) if method else self.body
        response = HttpResponse(b"" if request.method == "HEAD" else body)
        for name, value in self.headers:
            response.headers[name] = value
        if method:
            response.headers["Content-Encoding"] = method
        response.headers["Content-Length"] = str(len(body))
        if "HTTP_IF_NONE_MATCH" not in request.META:
            return response
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

    def packed_by(self, method: str) -> bytes:
        """Return the page packed, once for all who take it so."""
        if method not in self.packed:
            self.packed[method] = PACKERS[method](self.body)
        return self.packed[method]


@lru_cache(maxsize=256)
def method_for(accepted: str) -> str:
    """Return the best method of packing among those that a browser accepts (RFC 9110, 12.5.3); empty for none."""
    words = [part.replace(" ", "").partition(";q=") for part in accepted.split(",")]
    taken = {name for name, _, weight in words if weight.strip("0.") or not weight}
    return next((method for method in PACKERS if method in taken), "")


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
