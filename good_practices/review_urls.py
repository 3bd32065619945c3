"""Addresses of the reviews that a member was asked for."""

from django.urls import URLPattern, path

from good_practices import review_views

urlpatterns: list[URLPattern] = [
    path("<uuid:key>/", review_views.detail, name="detail"),
    path("<uuid:key>/preview/", review_views.preview, name="preview"),
    path("<uuid:key>/decline/", review_views.decline, name="decline"),
]
app_name = "my_reviews"
