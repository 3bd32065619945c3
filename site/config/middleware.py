"""What every request passes before a room sees it."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

ADMIN_PREFIX = "/admin/"


class ContentSecurityPolicy(CSPMiddleware):  # type: ignore[misc]  # django-csp ships no stubs for its base
    """Strict everywhere; inline code only where Wagtail's editors need it (wagtail issue 1288)."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request, response, report_only)
        if not report_only and request.path_info.startswith(ADMIN_PREFIX):
            parts.replace = (parts.replace or {}) | settings.ADMIN_CONTENT_SECURITY_POLICY
        return parts


class CleanInput:
    """Refuse addresses and forms that are not clean UTF-8 text with 400, before anything reads them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_clean_address(request):
            return bad_request(request)
        return self.get_response(request)


def is_clean_address(request: HttpRequest) -> bool:
    """Say whether path and query decode as UTF-8 and hold no NUL."""
    query = request.META.get("QUERY_STRING", "")
    if "\x00" in request.path_info or "%00" in query or "�" in request.path_info:
        return False
    return all("\x00" not in value and "�" not in value for values in request.GET.lists() for value in values[1])


def bad_request(request: HttpRequest) -> HttpResponse:
    """Return the bilingual page for requests that cannot be read."""
    return render(request, "400.html", status=400)
