"""Addresses of the searches that a member saved."""

from django.urls import URLPattern, path

from good_practices import searches
from good_practices.models import SavedSearch

urlpatterns: list[URLPattern] = [
    path("", searches.overview, name="list"),
    path("save/", searches.save, {"scope": SavedSearch.Scope.LIBRARY}, name="save"),
    path("save/site/", searches.save, {"scope": SavedSearch.Scope.SITE}, name="save_site"),
    path("<uuid:key>/", searches.edit, name="edit"),
    path("<uuid:key>/pause/", searches.pause, name="pause"),
    path("<uuid:key>/remove/", searches.remove, name="remove"),
]
app_name = "searches"
