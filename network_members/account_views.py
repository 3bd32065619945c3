"""Pages of accounts that allauth lacks or shows otherwise: a button behind a link of a mail, signing out everywhere."""

from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.views import ConfirmEmailView
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from network_members import sessions
from network_members.doors import own_space


class ConfirmAddress(ConfirmEmailView):
    """Verify an address; where an account changes to it, its owner has to be signed in: addresses get mistyped."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the login where the link alone is not enough."""
        confirmation = EmailConfirmationHMAC.from_key(kwargs["key"])
        if confirmation and not confirmation.email_address.primary and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Verify the address; a button pressed twice gets the page that says so."""
        try:
            return super().post(*args, **kwargs)
        except Http404:
            self.object = None
            return self.render_to_response(self.get_context_data())

    def get_object(self, queryset: Any = None) -> EmailConfirmationHMAC:
        """Return what the link stands for; raises Http404 for links that are old, used, or another account's."""
        confirmation = super().get_object(queryset)
        address: EmailAddress = confirmation.email_address
        if not address.primary and address.user_id != self.request.user.pk:
            raise Http404
        return confirmation

    def logout_other_user(self, confirmation: EmailConfirmationHMAC) -> None:
        """Sign somebody else out once the button was pressed; opening a link changes nothing."""
        if self.request.method == "POST":
            super().logout_other_user(confirmation)


@require_POST
@own_space
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of a person, this one too."""
    person: Any = request.user
    sessions.end_all(person)
    request.session.flush()
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")
