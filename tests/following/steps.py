"""Following, and the worker that tells."""

from typing import Any

from django.test import Client

from following.actions import PAGE, follow
from following.models import Event, Level, Notice
from following.spreading import spread
from network_members.models import User


def let_follow(page: Any, *people: User, level: int = Level.WATCHING) -> None:
    for person in people:
        follow(person, PAGE, page.translation_key, level)


def work() -> None:
    """Do what the worker does with all events, twice."""
    for number in Event.objects.values_list("pk", flat=True):
        spread(number)
        spread(number)


def told_to(person: User) -> list[str]:
    """Return what somebody was told of, as they can see it now."""
    return [one.event.happening for one in Notice.objects.visible_to(person).order_by("pk")]


def enter(client: Client, person: User) -> Client:
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    return client
