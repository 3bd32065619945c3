"""Passkeys: a device signs in for its owner. Each asks for finger, face or PIN, so it is two steps in one."""

import struct
from collections.abc import Callable
from typing import Any

from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.webauthn import forms as allauth
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from cryptography.exceptions import InvalidSignature
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.vary import vary_on_headers

from blocks.forms import CleanCharField
from network_members.account_forms import Named
from network_members.limits import REASONS

FAILED = _("This passkey was not taken. Try again, or choose another way to sign in.")
NAME = _("Name of the passkey")
LONGEST_NAME = 60
LARGEST_ANSWER = 20_000
"""Characters of what a browser sends about a passkey; real ones have a tenth of it."""
MALFORMED = (AttributeError, InvalidSignature, LookupError, struct.error, TypeError, ValueError)
"""What allauth and fido2 raise about answers that no browser sends (allauth 65.21)."""


class Ceremony(Named):
    """Mix into a form that takes a browser's answer; whatever is wrong with that has one message, and no field."""

    cleaned_data: dict[str, Any]
    data: Any

    def add_error(self, field: str | None, error: Any) -> None:
        """Say that the passkey was not taken; a wrong name and too many tries keep their own words."""
        known = getattr(error, "code", None) in REASONS
        if field == "name" or known:
            super().add_error(field if field == "name" else None, error)  # type: ignore[misc]  # the form has it
        elif not self.has_error("__all__"):  # type: ignore[attr-defined]  # the form it is mixed into has it
            super().add_error(None, ValidationError(FAILED, code="passkey"))  # type: ignore[misc]  # allauth has no types


def checked(check: Callable[[], Any], answer: Any) -> Any:
    """Return what a check makes of a browser's answer; raises ValidationError for what no browser sends."""
    if not isinstance(answer, dict) or len(str(answer)) > LARGEST_ANSWER:
        raise ValidationError(FAILED)
    try:
        return check()
    except MALFORMED as error:
        raise ValidationError(FAILED) from error


class AddForm(Ceremony, allauth.AddWebAuthnForm):
    """A new passkey and its name."""

    labels = {"name": NAME}
    passwordless = None
    name = CleanCharField(
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("So that you know it among others: the telephone, the computer at work."),
    )

    def clean(self) -> dict[str, Any]:
        """Take the passkey if its device knows who holds it."""
        self.cleaned_data["passwordless"] = True
        values: dict[str, Any] = checked(super().clean, self.cleaned_data.get("credential"))
        return values


class RenameForm(Named, allauth.EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": NAME}
    name = CleanCharField(max_length=LONGEST_NAME)


class Presented(Ceremony):
    """Mix into a form by which somebody shows a passkey that they have."""

    def clean_credential(self) -> Any:
        """Return the passkey."""
        return checked(super().clean_credential, self.cleaned_data["credential"])  # type: ignore[misc]  # allauth has no types


class SignInForm(Presented, allauth.LoginWebAuthnForm):
    """Signing in by passkey alone."""


class SecondStepForm(Presented, allauth.AuthenticateWebAuthnForm):
    """A passkey after the password."""


class ReauthenticateForm(Presented, allauth.ReauthenticateWebAuthnForm):
    """A passkey before something important."""


class Add(AddWebAuthnView):
    """The page for a new passkey."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask for one that opens the account by itself."""
        user: Any = self.request.user
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "js_data": {"creation_options": begin_registration(user, passwordless=True)}}


@method_decorator(vary_on_headers("Accept"), name="dispatch")
class SignIn(LoginWebAuthnView):
    """What the button on the page for signing in asks, and where it sends the answer."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the question for the device; who opens the address by hand is led to the page."""
        if request.headers.get("Accept") == "application/json":
            return JsonResponse(begin_authentication())
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponseBase:
        """Lead back to the page, which says what was wrong."""
        for error in form.non_field_errors():
            messages.error(self.request, str(error))
        return redirect(passthrough_next_redirect_url(self.request, reverse("account_login"), REDIRECT_FIELD_NAME))
