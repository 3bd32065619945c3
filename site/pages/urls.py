"""Addresses of what every page links to: the statements on accessibility and privacy, their forms, open data."""

from django.urls import URLPattern, path

from pages import glossary, open_data, statements

app_name = "statements"
urlpatterns: list[URLPattern] = [
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("accessibility/feedback/", statements.feedback, name="feedback"),
    path("glossary/", glossary.overview, name="glossary"),
    path("privacy/", statements.privacy, name="privacy"),
    path("open-data/", open_data.overview, name="open_data"),
    path("privacy/ask/", statements.ask, name="ask"),
]
