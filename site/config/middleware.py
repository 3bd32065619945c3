"""What every request passes before a room sees it, and every answer after."""

import codecs
import re
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import patch_cache_control

from config import errors

ADMIN_PREFIX = "/admin/"
LARGEST_REQUEST = 12 * 1024**2
"""A file of the largest size that is taken, with the form around it; deploy/nginx.conf says the same."""
FORM = "application/x-www-form-urlencoded"
NOBODY_MAY = ", ".join(
    f"{ability}=()"
    for ability in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)

# Django leaves bytes that are no UTF-8 as they came, with their percent sign; no row has a number of 19 digits.
UNFIT_IN_PATH = re.compile(r"[\x00-\x1f\x7f]|%[89A-Fa-f][0-9A-Fa-f]|(?:^|/)[0-9]{19,}(?:/|$)")

Answer = Callable[[HttpRequest], HttpResponseBase]


class ContentSecurityPolicy(CSPMiddleware):
    """Strict everywhere; inline code only where Wagtail's editors need it (wagtail issue 1288)."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(ADMIN_PREFIX):
            parts.replace = (parts.replace or {}) | settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class Headers:
    """Say on every answer what browsers may do with it, and keep what a signed-in person sees off their disks."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", NOBODY_MAY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_personal(request, response):
            patch_cache_control(response, private=True, no_store=True)
        return response


def is_personal(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Say whether an answer belongs to a session, and no view said that it is for everybody."""
    name = settings.SESSION_COOKIE_NAME
    is_public = "public" in response.headers.get("Cache-Control", "")
    return not is_public and (name in request.COOKIES or name in response.cookies)


class CleanInput:
    """Refuse what is no clean UTF-8 text, or too much, before anything reads it; faults go to `config.errors`."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_REQUEST:
            return errors.page(request, 413)
        if not (is_clean_address(request) and is_clean_body(request)):
            return errors.page(request, 400)
        return self.get_response(request)


def is_clean_address(request: HttpRequest) -> bool:
    """Say whether path, query and cookies are UTF-8 without NUL, and the path without other control characters."""
    if UNFIT_IN_PATH.search(request.path_info):
        return False
    query = unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
    cookies = "".join(request.COOKIES.values()).encode(errors="surrogatepass")
    return is_clean(query) and is_clean(cookies)


def is_clean_body(request: HttpRequest) -> bool:
    """Say whether a form is UTF-8 without NUL."""
    if not is_utf8(request.encoding):
        return False
    if request.method != "POST":
        return True
    if request.content_type == FORM:
        return is_clean(unquote_to_bytes(request.body))
    texts = (text for name, values in request.POST.lists() for text in (name, *values))
    return all("\x00" not in text for text in texts)


def is_utf8(encoding: str | None) -> bool:
    """Say whether a request speaks the site's own encoding."""
    return encoding is None or codecs.lookup(encoding).name == "utf-8"


def is_clean(text: bytes) -> bool:
    """Say whether bytes are UTF-8, which half of a surrogate pair is not, and hold no NUL."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return b"\x00" not in text
