"""Addresses of the room: one's own space, requests to become a member, people, organisations."""

from django.urls import URLPattern, URLResolver, include, path

from network_members import organisations, people, requests, views

own_space: list[URLPattern] = [
    path("", views.home, name="home"),
    path("profile/", views.profile, name="profile"),
    path("ask/", views.ask, name="ask"),
]
membership_requests: list[URLPattern] = [
    path("", requests.overview, name="list"),
    path("<int:pk>/", requests.detail, name="detail"),
]
members: list[URLPattern] = [
    path("", people.overview, name="list"),
    path("<uuid:key>/", people.profile, name="profile"),
    path("<uuid:key>/assign/", people.assign, name="assign"),
]
directory: list[URLPattern] = [
    path("", organisations.overview, name="list"),
    path("<slug:code>/", organisations.detail, name="detail"),
    path("<slug:code>/write/", organisations.write, name="write"),
]
urlpatterns: list[URLResolver] = [
    path("my/", include((own_space, "my"))),
    path("my/requests/", include((membership_requests, "membership_requests"))),
    path("people/", include((members, "people"))),
    path("organisations/", include((directory, "organisations"))),
]
