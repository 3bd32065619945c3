"""Addresses of the feeds, under each language."""

from django.urls import URLPattern, path

from pages import feeds, views

app_name = "feeds"
urlpatterns: list[URLPattern] = [
    path("", views.feed, {"kind": feeds.ALL}, name="all"),
    path("practices/", views.feed, {"kind": feeds.PRACTICES}, name="practices"),
    path("news/", views.feed, {"kind": feeds.NEWS}, name="news"),
]
