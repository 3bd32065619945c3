"""Addresses of the changes that members propose to practices."""

from django.urls import URLPattern, path

from proposals import views

urlpatterns: list[URLPattern] = [
    path("", views.overview, name="list"),
    path("practice/<uuid:key>/<slug:language>/", views.write, name="write"),
    path("<uuid:key>/", views.detail, name="detail"),
    path("<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
]
app_name = "my_proposals"
