"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VocabularyConfig(AppConfig):
    """Words."""

    name = "vocabulary"
    verbose_name = _("Words")
