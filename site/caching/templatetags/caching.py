"""A piece of a page that is kept for all who see the same."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from caching.memory import values

register = template.Library()


class KeptNode(template.Node):
    """Renders its content once for each key, language and version of the content."""

    def __init__(self, name: str, key: FilterExpression, nodelist: NodeList) -> None:
        self.name, self.key, self.nodelist = name, key, nodelist

    def render(self, context: Any) -> SafeString:
        key = self.key.resolve(context)
        if not key:
            return self.nodelist.render(context)
        whole = ("piece", self.name, key, get_language())
        # What was rendered once is as safe as it was then.
        return mark_safe(values.remember(whole, lambda: self.nodelist.render(context)))  # noqa: S308


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    """Keep a piece under a key: `{% kept "practice" kept_as %}…{% endkept %}`; without a key nothing is kept."""
    _tag, name, key = token.split_contents()
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(name.strip('"'), parser.compile_filter(key), nodelist)
