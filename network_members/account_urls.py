"""Addresses of accounts: allauth's, with a page of ours behind the links of its mails."""

from django.urls import URLPattern, URLResolver, include, re_path

from network_members.account_views import ConfirmAddress

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", ConfirmAddress.as_view(), name="account_confirm_email"),
    re_path("", include("allauth.urls")),
]
