"""Template tags of the room: a member's practices on other pages, and the language of what people typed."""

from typing import Any

from django import template

from good_practices import rules
from good_practices.space import as_row, practices_of
from language import detect

register = template.Library()
SHOWN = 3

register.filter("language_of", detect.language_of)


@register.inclusion_tag("good_practices/my/summary.html", takes_context=True)
def my_practices_summary(context: dict[str, Any]) -> dict[str, Any]:
    """Show the practices of the person who looks, the ones changed last."""
    user = context["request"].user
    if not rules.has_space(user):
        return {"rows": [], "can_create": False}
    rows = [as_row(practice, user) for practice in practices_of(user)[:SHOWN]]
    return {"rows": rows, "can_create": rules.can_create(user)}
