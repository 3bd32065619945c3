"""Calls a group by the name of its role wherever Wagtail shows groups, as the database keeps codes.

May go when Wagtail asks a site how groups are called.
"""

from typing import Any

from django.contrib.auth.models import Group
from django.utils.translation import gettext, gettext_noop
from wagtail.users.views.groups import IndexView

from network_members.roles import ROLES, Role

BROUGHT = (gettext_noop("Editors"), gettext_noop("Moderators"))
"""The groups that Wagtail makes for itself."""


def use_names_of_roles() -> None:
    """Let groups speak of themselves by name."""
    Group.__str__ = name_of  # type: ignore[method-assign]  # what Wagtail's forms ask
    for column in IndexView.columns:
        if column.name == "name":
            column.accessor = name_of


def name_of(group: Any) -> str:
    """Return the name of a group in the reader's language."""
    return str(Role(group.name).label) if group.name in ROLES else gettext(group.name)
