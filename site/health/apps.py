"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HealthConfig(AppConfig):
    """Health."""

    name = "health"
    verbose_name = _("Health")
