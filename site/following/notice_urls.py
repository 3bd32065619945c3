"""Addresses of a member's notices."""

from django.urls import URLPattern, path

from following import stopping_views, views

urlpatterns: list[URLPattern] = [
    path("", views.notices, name="list"),
    path("read/", views.read_all, name="read_all"),
    path("mails/", views.mails, name="mails"),
    path("mails/stop/<str:token>/", stopping_views.stop, name="stop"),
    path("<int:number>/", views.see, name="see"),
    path("<int:number>/read/", views.read, name="read"),
]
app_name = "notices"
