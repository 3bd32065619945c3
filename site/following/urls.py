"""Addresses of what a member follows."""

from django.urls import URLPattern, path

from following import views

urlpatterns: list[URLPattern] = [
    path("", views.overview, name="list"),
    path("<slug:kind>/<uuid:key>/", views.choose, name="choose"),
]
app_name = "following"
