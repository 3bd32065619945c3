"""Addresses of the room."""

from django.urls import path

from mail import views

app_name = "mail"
urlpatterns = [
    path("", views.mailbox, name="mailbox"),
    path("<uuid:public_id>/", views.message, name="message"),
    path("<uuid:public_id>/html/", views.html, name="html"),
]
