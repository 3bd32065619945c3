"""Addresses of the searches that a member saved."""

from django.urls import URLPattern, path

from good_practices import searches

urlpatterns: list[URLPattern] = [
    path("", searches.overview, name="list"),
    path("save/", searches.save, name="save"),
    path("<uuid:key>/", searches.edit, name="edit"),
    path("<uuid:key>/pause/", searches.pause, name="pause"),
    path("<uuid:key>/remove/", searches.remove, name="remove"),
]
app_name = "searches"
