"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslatorsConfig(AppConfig):
    """Translation by members."""

    name = "translators"
    verbose_name = _("Translation by members")
