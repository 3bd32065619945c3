"""Addresses of the search."""

from django.urls import URLPattern, path

from search import views

app_name = "search"
urlpatterns: list[URLPattern] = [
    path("", views.page, name="page"),
    path("suggest/", views.offers, name="suggest"),
]
