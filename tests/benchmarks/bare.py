"""The limit: a bare view that answers with the bytes of a page, behind the same middleware."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, path

from caching import memory
from config import urls as site


class Counting:
    """Count the queries of a request that asks for it; "cold" stands for a process that remembers nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "HTTP_X_COUNT" not in request.META:
            return self.get_response(request)
        if request.META["HTTP_X_COUNT"] == "cold":
            memory.forget()
        with CaptureQueriesContext(connection) as captured:
            response = self.get_response(request)
        response.headers["X-Queries"] = str(len(captured))
        return response


@cache
def page(name: str) -> bytes:
    """Return the bytes that the benchmark left for a name."""
    return (Path(os.environ["BENCH_PAGES"]) / name).read_bytes()  # noqa: TID251 - tells the server nothing about the site


def bare(request: HttpRequest, name: str) -> HttpResponse:
    """Answer with bytes that are there already."""
    return HttpResponse(page(name))


urlpatterns: list[URLPattern | URLResolver] = [path("bare/<str:name>/", bare), *site.urlpatterns]
