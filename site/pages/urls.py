"""Addresses of what every page links to: the statements on accessibility and privacy, and their forms."""

from django.urls import URLPattern, path

from pages import statements

app_name = "statements"
urlpatterns: list[URLPattern] = [
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("accessibility/feedback/", statements.feedback, name="feedback"),
    path("privacy/", statements.privacy, name="privacy"),
    path("privacy/ask/", statements.ask, name="ask"),
]
