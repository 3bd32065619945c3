"""What adoptions add to the pages of other rooms: the practice, one's own space, and the talk about a practice."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from adoptions import rules
from adoptions.telling import told_of
from good_practices.models import GoodPracticePage


def own_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """Lead from a person's space to the adoptions they told of."""
    if not rules.can_adopt(request.user):
        return []
    return [{"title": _("Adoptions"), "url": reverse("my_adoptions:list")}]


def sections(practice: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Show on the page of a practice where it was taken over."""
    content = told_of(practice, get_language() or practice.language, request.user)
    if not content:
        return []
    part = "adoptions/parts/adoptions.html"
    return [{"id": "adoptions", "title": _("Where it was adopted"), "part": part, "content": content}]


def offer(request: HttpRequest, key: UUID) -> str:
    """Lead who used a practice to telling of it properly; nothing where that is not possible."""
    if not rules.can_adopt(request.user):
        return ""
    is_public = GoodPracticePage.objects.public_to_all().filter(translation_key=key).exists()
    return reverse("my_adoptions:begin", args=[key]) if is_public else ""
