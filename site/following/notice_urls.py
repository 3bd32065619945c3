"""Addresses of a member's notices."""

from django.urls import URLPattern, path

from following import views

urlpatterns: list[URLPattern] = [
    path("", views.notices, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("<int:number>/", views.see, name="see"),
    path("<int:number>/read/", views.read, name="read"),
]
app_name = "notices"
