"""Template tags of the room: values for scripts, words of codes, the language of what people typed."""

import json
from collections.abc import Mapping
from typing import Any

from django import template

from language import detect

register = template.Library()
register.filter("language_of", detect.language_of)


@register.filter
def as_json(value: Any) -> str:
    """Return values of a page for a script: `data-options="{{ options|as_json }}"`."""
    return json.dumps(value)


@register.filter
def at(words: Mapping[str, str], code: str) -> str:
    """Return the word of a code: `{{ countries|at:person.country }}`."""
    return words.get(code, "")
