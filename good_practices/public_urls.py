"""Addresses that belong to a practice and are no page of the tree."""

from django.urls import URLPattern, path

from good_practices import asking

app_name = "practices"
urlpatterns: list[URLPattern] = [
    path("<uuid:key>/ask/", asking.write, name="ask"),
]
