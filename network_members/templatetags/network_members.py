"""Template tags of the room: what a script needs to know, as text of an attribute."""

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """Return values of a page for a script: `data-options="{{ options|as_json }}"`."""
    return json.dumps(value)
