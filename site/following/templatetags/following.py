"""The button that follows a thing, on the page of it."""

from typing import Any
from uuid import UUID

from django import template

from following import rules
from following.models import Follow, Level
from following.subjects import thing

register = template.Library()


@register.inclusion_tag("following/parts/follow.html", takes_context=True)
def follow_button(context: Any, kind: str, key: UUID) -> dict[str, Any]:
    """Offer the five levels to a member; to others nothing."""
    user = context["request"].user
    if not rules.can_follow(user):
        return {}
    chosen = Follow.objects.visible_to(user).filter(thing=thing(kind, key)).values_list("level", flat=True).first()
    level = Level.NORMAL if chosen is None else chosen
    return {"kind": kind, "key": key, "level": level, "levels": Level.choices, "csrf_token": context["csrf_token"]}
