"""The talk under a page."""

from typing import Any

from django import template

from comments.thread import Thread, thread_of

register = template.Library()


@register.simple_tag(takes_context=True)
def talk_under(context: dict[str, Any], page: Any) -> Thread | None:
    """Return what is said under a page: `{% talk_under page as thread %}`, then `comments/parts/talk.html`."""
    return thread_of(page, context["request"])
