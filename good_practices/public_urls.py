"""Addresses that belong to a practice and are no page of the tree."""

from django.urls import URLPattern, path

from good_practices import asking, comparing, confirming, pdf, searches

app_name = "practices"
urlpatterns: list[URLPattern] = [
    path("compare/", comparing.compare, name="compare"),
    path("confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("confirmed/", confirming.confirmed, name="confirmed"),
    path("alerts/stop/<str:token>/", searches.stop, name="stop"),
    path("<uuid:key>/ask/", asking.write, name="ask"),
    path("<uuid:key>/pdf/", pdf.download, name="pdf"),
]
