"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    """Blocks."""

    name = "blocks"
    verbose_name = _("Blocks")
