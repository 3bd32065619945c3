"""Who is let into which view: people who are signed in, and those whom a rule lets in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
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
