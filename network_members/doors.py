"""Who is let into which view: people who are signed in, and those whom a rule lets in."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from network_members import kept, rules

View = Callable[..., HttpResponseBase]


def own_space(view: View) -> View:
    """Let in who is signed in; what somebody signed out has typed is kept until they are back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            if request.method == "POST":
                kept.keep(request)
            return redirect_to_login(request.get_full_path())
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


def proved(view: View) -> View:
    """Let in who has just said once more who they are: by password, code or passkey, or by signing in a moment ago."""

    @own_space
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if get_reauthentication_flows(user):
            raise_if_reauthentication_required(request, app="allauth.account")
        elif not signed_in_lately(request):
            logout(request)
            messages.info(request, _("Sign in once more, so that we know it is you."))
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def signed_in_lately(request: HttpRequest) -> bool:
    """Say whether somebody without a password has signed in within the last minutes."""
    user: Any = request.user
    records = get_authentication_records(request, user)
    return any(time.time() - record["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for record in records)


def only_for(rule: Callable[[Any], bool]) -> Callable[[View], View]:
    """Let in whom the rule lets in; staff has to have set up the second step, as for the admin."""

    def guard(view: View) -> View:
        @own_space
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not rule(request.user):
                raise PermissionDenied
            if rules.needs_second_factor(request.user):
                messages.warning(request, _("Before you enter here, set up a second step for signing in."))
                return redirect("mfa_activate_totp")
            return view(request, *args, **kwargs)

        return guarded

    return guard
