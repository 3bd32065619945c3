"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LanguageConfig(AppConfig):
    """Greek and English."""

    name = "language"
    label = "language"
    verbose_name = _("Greek and English")
