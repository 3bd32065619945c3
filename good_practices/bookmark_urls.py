"""Addresses of the practices that a member saved."""

from django.urls import URLPattern, path

from good_practices import bookmarks

urlpatterns: list[URLPattern] = [
    path("", bookmarks.overview, name="list"),
    path("<uuid:key>/add/", bookmarks.add, name="add"),
    path("<uuid:key>/remove/", bookmarks.remove, name="remove"),
]
app_name = "bookmarks"
