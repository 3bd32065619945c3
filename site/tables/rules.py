"""Who may bring files in; asked in the view and again in the action."""

from typing import Any

from tables.kinds import Kind, kinds
from tables.models import Import


def kinds_for(user: Any) -> dict[str, Kind]:
    """Return the kinds of things that this person may bring in, by name."""
    return {name: kind for name, kind in kinds().items() if kind.may_import(user)}


def can_import(user: Any) -> bool:
    """May this person bring anything in at all?"""
    return bool(kinds_for(user))


def can_decide(user: Any, one: Import) -> bool:
    """May this person start, stop and take up this import?"""
    return one.kind in kinds_for(user)
