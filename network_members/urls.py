"""Addresses of the room: one's own space, requests to become a member, people, organisations."""

from django.urls import URLPattern, URLResolver, include, path

from network_members import members, organisations, own_data, people, photos, profile_views, requests, views

own_space: list[URLPattern] = [
    path("", views.home, name="home"),
    path("profile/", profile_views.profile, name="profile"),
    path("ask/", views.ask, name="ask"),
    path("data/", own_data.overview, name="data"),
    path("data/copy/", own_data.ask, name="copy"),
    path("data/erase/", own_data.erase, name="erase"),
    path("data/<str:token>/", own_data.take, name="take"),
]
membership_requests: list[URLPattern] = [
    path("", requests.overview, name="list"),
    path("<int:pk>/", requests.detail, name="detail"),
]
people_urls: list[URLPattern] = [
    path("", members.overview, name="directory"),
    path("roles/", people.overview, name="list"),
    path("photos/<str:name>", photos.photo, name="photo"),
    path("<uuid:key>/", people.profile, name="profile"),
    path("<uuid:key>/assign/", people.assign, name="assign"),
]
directory: list[URLPattern] = [
    path("", organisations.overview, name="list"),
    path("<slug:code>/", organisations.detail, name="detail"),
    path("<slug:code>/write/", organisations.write, name="write"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("what-we-keep/", own_data.register, name="register"),
    path("my/", include((own_space, "my"))),
    path("my/requests/", include((membership_requests, "membership_requests"))),
    path("people/", include((people_urls, "people"))),
    path("organisations/", include((directory, "organisations"))),
]
