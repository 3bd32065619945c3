"""What the room adds to a person's own space."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from following import rules
from following.models import Notice


def own_tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """Lead to notices, with the number of unread ones, and to what is followed."""
    if not rules.can_follow(request.user):
        return []
    unread = Notice.objects.visible_to(request.user).unread().count()
    return [
        {"title": _("Notices"), "url": reverse("notices:list"), "count": unread},
        {"title": _("What I follow"), "url": reverse("following:list")},
    ]
