"""Addresses for other programs; they belong to no language."""

from django.urls import URLPattern, path

from search import api

app_name = "search_api"
urlpatterns: list[URLPattern] = [
    path("search/", api.search, name="search"),
    path("openapi.json", api.described, name="description"),
]
