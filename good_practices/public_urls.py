"""Addresses that belong to a practice and are no page of the tree."""

from django.urls import URLPattern, path

from good_practices import asking, comparing

app_name = "practices"
urlpatterns: list[URLPattern] = [
    path("compare/", comparing.compare, name="compare"),
    path("<uuid:key>/ask/", asking.write, name="ask"),
]
