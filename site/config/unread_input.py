"""Wagtail's views take numbers, names and fields out of a request without looking, and fail when they are not there.

Such a fault is the sender's, so it is answered with 400; it may go when Wagtail (8.0) checks what it is sent.
"""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from django.db import DataError
from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch

from config import errors

ROOT = Path(__file__).resolve().parents[2]
WAGTAIL = ("wagtail", "wagtail_localize")
UNREAD = (AttributeError, DataError, KeyError, NoReverseMatch, OverflowError, TypeError, ValueError)

logger = logging.getLogger("config")


class UnreadInput:
    """Answer 400 where a view of Wagtail stumbles over what it was sent; faults of our own code stay faults."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Judge what a view raised."""
        if not (is_for_wagtail(request) and is_about_input(request, exception)) or passes_ours(exception.__traceback__):
            return None
        logger.error("Wagtail stumbled over a request", exc_info=exception)
        return errors.page(request, 400)


def is_for_wagtail(request: HttpRequest) -> bool:
    """Say whether one of Wagtail's own views answers."""
    match = request.resolver_match
    return match is not None and match.func.__module__.split(".")[0] in WAGTAIL


def is_about_input(request: HttpRequest, exception: Exception) -> bool:
    """Say whether there is input, and the fault is of a kind that input causes."""
    has_input = request.method == "POST" or bool(request.META.get("QUERY_STRING"))
    return has_input and isinstance(exception, UNREAD)


def passes_ours(trace: TracebackType | None) -> bool:
    """Say whether a fault came out of our own code."""
    files = [frame.filename for frame in traceback.extract_tb(trace)]
    return any(file.startswith(f"{ROOT}/") and "site-packages" not in file for file in files)
