"""Addresses of what is said about pages; none of the package's own."""

from django.urls import URLPattern, path

from comments import reacting, reporting, views

app_name = "comments"
urlpatterns: list[URLPattern] = [
    path("<uuid:key>/write/", views.write, name="write"),
    path("<uuid:key>/react/<slug:kind>/", reacting.react, name="react"),
    path("<uuid:key>/used/", reacting.used, name="used"),
    path("<uuid:key>/close/", reacting.close, name="close"),
    path("comments/<int:pk>/", views.one, name="one"),
    path("comments/<int:pk>/reply/", views.reply, name="reply"),
    path("comments/<int:pk>/edit/", views.edit, name="edit"),
    path("comments/<int:pk>/delete/", views.delete, name="delete"),
    path("comments/<int:pk>/report/", reporting.report, name="report"),
    path("appeals/<int:pk>/", reporting.appeal, name="appeal"),
    path("comments/<int:pk>/history/", views.history, name="history"),
]
