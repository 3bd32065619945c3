"""Sessions of an account belong to a round; a new round ends those of all earlier ones."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.db.models import F
from django.http import HttpRequest

from network_members.models import User


def end_all(person: User) -> None:
    """Sign a person out everywhere."""
    User.objects.filter(pk=person.pk).update(session_round=F("session_round") + 1)
    person.refresh_from_db(fields=["session_round"])


def end_others(request: HttpRequest | None, person: User) -> None:
    """Sign a person out everywhere but where they asked for it."""
    end_all(person)
    own: Any = getattr(request, "user", None)
    if request and own and own.pk == person.pk:
        own.session_round = person.session_round
        update_session_auth_hash(request, own)
