"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProposalsConfig(AppConfig):
    """Proposed changes to practices."""

    name = "proposals"
    verbose_name = _("Proposed changes")
