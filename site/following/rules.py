"""Who may follow; asked in the view and again in the action."""

from typing import Any

from network_members.roles import ROLES
from network_members.rules import has_role


def can_follow(user: Any) -> bool:
    """May this person follow things and get notices: every member?"""
    return has_role(user, *ROLES)
