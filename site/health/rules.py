"""Who may see how the site is."""

from typing import Any

from network_members.roles import Role
from network_members.rules import has_role


def can_see_health(user: Any) -> bool:
    """May this person see how the site is: administrators and the superuser?"""
    return has_role(user, Role.ADMINISTRATOR)
