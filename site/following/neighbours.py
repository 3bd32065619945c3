"""What the room adds to a person's own space."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from following import rules, unread
from following.bodies import BODY, PERSON, key_of
from network_members.models import Organisation, User


def own_tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """Lead to notices, with the number of unread ones, and to what is followed."""
    if not rules.can_follow(request.user):
        return []
    number = unread.number_for(request.user)
    return [
        {"title": _("Notices"), "url": reverse("notices:list"), "count": number},
        {"title": _("What I follow"), "url": reverse("following:list")},
    ]


def beside_body(request: HttpRequest, body: Organisation) -> list[str]:
    """Let a member follow an organisation from its page."""
    return beside(request, BODY, key_of(body.pk))


def beside_person(request: HttpRequest, person: User) -> list[str]:
    """Let a member follow somebody from their page; nobody follows themselves."""
    return [] if person.pk == request.user.pk else beside(request, PERSON, person.public_id)


def beside(request: HttpRequest, kind: str, key: Any) -> list[str]:
    """Offer the levels of a thing on its page."""
    if not rules.can_follow(request.user):
        return []
    return [render_to_string("following/parts/beside.html", {"kind": kind, "key": key}, request)]
