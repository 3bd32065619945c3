"""The admin's door, and what the pages of accounts answer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from network_members import rules
from network_members.limits import REASONS

ADMIN_PREFIX = "/admin/"
WAYS_OUT = frozenset({"admin_login", "wagtailadmin_logout"})
ACCOUNT_PAGES = ("account_", "mfa_")


class SecondFactorForStaff:
    """Guard the admin; without it Wagtail leads people without the right in a circle through the login."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let people of the admin in, in their own language; visitors are led to the login by Wagtail."""
        user = request.user
        if not is_guarded(request) or not user.is_authenticated:
            return None
        translation.activate(user.language)
        if not rules.can_enter_admin(user):
            raise PermissionDenied
        if rules.needs_second_factor(user):
            messages.warning(request, _("Before you enter the editors' rooms, set up a second step for signing in."))
            return redirect("mfa_activate_totp")
        if not may_open_page(request):
            raise PermissionDenied
        return None


def is_guarded(request: HttpRequest) -> bool:
    """Say whether a request is for the admin, and not for a way out of it."""
    match = request.resolver_match
    return request.path_info.startswith(ADMIN_PREFIX) and not (match and match.url_name in WAYS_OUT)


def may_open_page(request: HttpRequest) -> bool:
    """Say whether an address of the admin names no page, or one that this person works on.

    Some of Wagtail's pages tell the title of any page before they ask for a right (workflow actions, 8.0).
    """
    match = request.resolver_match
    named = match.kwargs.get("page_id") if match and "wagtailadmin_pages" in match.namespaces else None
    return named is None or rules.can_explore(request.user, int(named))


class AnswersOfAccounts:
    """Give allauth's pages the status that fits, since it answers 200 to what it refuses; no cache keeps them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: SimpleTemplateResponse
    ) -> SimpleTemplateResponse:
        """Look at what the page is going to say."""
        match = request.resolver_match
        if match and (match.url_name or "").startswith(ACCOUNT_PAGES):
            response.status_code = status_of(request, response)
            add_never_cache_headers(response)
        return response


def status_of(request: HttpRequest, response: SimpleTemplateResponse) -> int:
    """Return 404 for links that do not work, 422 for what was typed wrong, 429 for too many tries."""
    context = response.context_data or {}
    if context.get("token_fail") or not context.get("can_confirm", True):
        return 404
    codes = {error.code for form in forms_of(context) for errors in form.errors.as_data().values() for error in errors}
    if request.method != "POST" or not codes:
        return response.status_code
    return 429 if codes & REASONS else 422


def forms_of(context: dict[str, Any]) -> list[Any]:
    """Return the forms of a page; the second step has one for codes and one for passkeys."""
    return [form for form in (context.get("form"), context.get("webauthn_form")) if form is not None]
