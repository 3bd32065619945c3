"""The way out of the mails: signed links that mute one thing or end all of them, and do nothing else."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from network_members.models import User

SALT = "following.mails.stop"
WITHIN = timedelta(days=180)


@dataclass(frozen=True)
class Wish:
    """What a link of a mail stands for."""

    person: User
    thing: str
    """Which thing to mute, as rows name it; nothing for all mails."""


def address_for(person: User, thing: str = "") -> str:
    """Return an address, in the language of the moment, that mutes a thing or ends all mails about notices."""
    token = signing.dumps([str(person.public_id), thing], salt=SALT)
    return absolute(reverse("notices:stop", args=[token]))


def absolute(path: str) -> str:
    """Return an address that works from outside."""
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def wish_of(token: str) -> Wish | None:
    """Return what a token stands for; nothing for what we did not sign, or signed too long ago."""
    try:
        key, thing = signing.loads(token, salt=SALT, max_age=WITHIN)
        person = User.objects.filter(public_id=UUID(key), erased_at=None).first()
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Wish(person, thing) if person else None
