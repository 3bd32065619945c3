"""Addresses of the room: where stored pictures are, under MEDIA_URL."""

from django.urls import URLPattern, path

from library import views

app_name = "library"
urlpatterns: list[URLPattern] = [path("<path:name>", views.media, name="media")]
