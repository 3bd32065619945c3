"""Who reads the report of broken links."""

from typing import Any

from links.models import publishes


def can_see_report(user: Any) -> bool:
    """May this person read which links are broken: whoever may publish pages?"""
    return publishes(user)
