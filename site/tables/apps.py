"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TablesConfig(AppConfig):
    """Tables in files."""

    name = "tables"
    label = "tables"
    verbose_name = _("tables")
