"""What the translation editor of wagtail-localize offers, without what this site does without."""

import json

from django import template

register = template.Library()


@register.filter
def without_alias(props: str) -> str:
    """Take the offer to turn a page into an alias, which the guard refuses, out of what the editor's script is told."""
    told = json.loads(props)
    told["links"]["convertToAliasUrl"] = None
    return json.dumps(told)
