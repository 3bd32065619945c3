"""What proposals add to the pages of other rooms: the practice, and one's own space."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals import rules
from proposals.models import Proposal
from proposals.practices import original_of


def own_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """Lead from a person's space to the proposals."""
    if not rules.has_proposals(request.user):
        return []
    return [{"title": _("Proposed changes"), "url": reverse("my_proposals:list")}]


def own_tasks(request: HttpRequest) -> list[dict[str, Any]]:
    """Tell who answers for practices how many proposals wait."""
    user: Any = request.user
    number = Proposal.objects.to_decide_by(user).count() if rules.has_proposals(user) else 0
    if not number:
        return []
    title = ngettext("%(number)s proposed change waits for you", "%(number)s proposed changes wait for you", number)
    task = {
        "icon": "edit",
        "title": title % {"number": number},
        "text": _("Members propose other words for a practice you answer for. You decide text by text."),
        "url": reverse("my_proposals:list"),
        "link": _("Read and answer"),
    }
    return [task]


def offers(practice: Any, request: HttpRequest) -> list[dict[str, str]]:
    """Lead who reads a practice, and does not write on it, to proposing changes."""
    if not practice.is_open or not rules.has_proposals(request.user):
        return []
    original = practice if practice.is_original else original_of(practice.translation_key)
    if original is None or not rules.can_propose(request.user, original):
        return []
    address = reverse("my_proposals:write", args=[practice.translation_key, practice.locale.language_code])
    return [{"title": _("Propose changes"), "url": address}]
