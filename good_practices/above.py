"""What rooms above add to a practice: sections of its page, and that other bodies took it over."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

SECTIONS = "practice_sections"
"""Hook: functions that take a practice and the request, and return sections as `Presentation.sections` has them."""
ADOPTED = "practice_adopted"
"""Hook: functions that take a practice and say whether another body has publicly taken it over."""


def sections_above(practice: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return the sections that other rooms add."""
    return [section for ask in hooks.get_hooks(SECTIONS) for section in ask(practice, request)]


def is_adopted(practice: Any) -> bool:
    """Say whether another body has taken the practice over."""
    return any(ask(practice) for ask in hooks.get_hooks(ADOPTED))
