"""The pages for what went wrong: both languages, the reader's first, and standing when nothing else does."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_from_path, get_language_from_request, override

TRY_AGAIN_AFTER = "30"
"""Seconds after which the database, or whoever holds the row, should be back."""


def page(request: HttpRequest, status: int, name: str = "") -> HttpResponse:
    """Return the page of a status; it asks neither the database nor the session."""
    language = language_of(request)
    with override(language):
        return HttpResponse(render_to_string(f"{name or status}.html", {"LANGUAGE_CODE": language}), status=status)


def language_of(request: HttpRequest) -> str:
    """Return the language of the address, else the one in use, else what the browser asks for."""
    if in_address := get_language_from_path(request.path_info):
        return in_address
    is_chosen = hasattr(request, "LANGUAGE_CODE")
    return (is_chosen and get_language()) or get_language_from_request(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be read, or is too much."""
    return page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def no_access(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer who may not."""
    return page(request, 403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that another site sent, or that waited for too long."""
    return page(request, 403, "403_csrf")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for what is not there."""
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer for our own faults; without database, or with a row that stays locked, the fault passes by itself."""
    if not isinstance(sys.exc_info()[1], (InterfaceError, OperationalError)):
        return page(request, 500)
    response = page(request, 503)
    response["Retry-After"] = TRY_AGAIN_AFTER
    return response
