"""The one click by which a mail reader ends mails (RFC 8058): a POST without cookies, answered by 200."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]
FIELD, VALUE = "List-Unsubscribe", "One-Click"


def stop_by_click(view: View) -> View:
    """Let a view whose address holds a signed token take a POST that no page of ours sent: the token is the right.

    The only views of the site without a CSRF token; they end mails and do nothing else.
    """

    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        if is_click(request) and response.status_code == 302:
            response = HttpResponse(status=200)
        add_never_cache_headers(response)
        return response

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(opened))


def is_click(request: HttpRequest) -> bool:
    """Say whether a mail reader asks, not a page."""
    return request.POST.get(FIELD) == VALUE
