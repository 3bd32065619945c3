"""Addresses of the adoptions that members tell of."""

from django.urls import URLPattern, path

from adoptions import reporting, views

urlpatterns: list[URLPattern] = [
    path("", views.overview, name="list"),
    path("<uuid:key>/begin/", views.begin, name="begin"),
    path("<uuid:key>/", views.edit, name="edit"),
    path("<uuid:key>/hide/", views.hide, name="hide"),
    path("<uuid:key>/show/", views.show_again, name="show"),
    path("<uuid:key>/report/", reporting.report, name="report"),
    path("<uuid:key>/lesson/", views.lesson, name="lesson"),
]
app_name = "my_adoptions"
