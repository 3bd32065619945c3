"""The roles of the network; each is a Django group with the role's code as its name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles that an account can hold beside being signed in (roles × actions of the product)."""

    MEMBER = "member", _("Member")
    FACILITATOR = "facilitator", _("Facilitator")
    MODERATOR = "moderator", _("Moderator")
    TRANSLATOR = "translator", _("Translator")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Network administrator")


ROLES = frozenset(Role)
# Whoever holds one of these, or is a superuser, enters the admin and needs a second factor.
STAFF_ROLES = frozenset({Role.MODERATOR, Role.TRANSLATOR, Role.EDITOR, Role.ADMINISTRATOR})
# What a network administrator may give; staff roles come from the superuser alone.
BELOW_ADMINISTRATOR = ROLES - STAFF_ROLES
