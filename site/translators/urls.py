"""Addresses of the translations that members write and check."""

from django.urls import URLPattern, path

from translators import views

urlpatterns: list[URLPattern] = [
    path("", views.tasks, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
]
app_name = "my_translations"
