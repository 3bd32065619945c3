"""Addresses of accounts: allauth's, with pages of ours behind the links of its mails, and for passkeys."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from network_members import passkeys
from network_members.account_views import ConfirmAddress, sign_out_everywhere

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", ConfirmAddress.as_view(), name="account_confirm_email"),
    path("logout/everywhere/", sign_out_everywhere, name="account_logout_everywhere"),
    path("2fa/webauthn/", login_required(RedirectView.as_view(pattern_name="mfa_index")), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", login_required(passkeys.Add.as_view()), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", passkeys.SignIn.as_view(), name="mfa_login_webauthn"),
    re_path("", include("allauth.urls")),
]
