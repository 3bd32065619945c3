"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LinksConfig(AppConfig):
    """What pages point at."""

    name = "links"
    verbose_name = _("Links")
