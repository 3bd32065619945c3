"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class VocabularyConfig(AppConfig):
    """Words."""

    name = "vocabulary"
    verbose_name = pgettext_lazy("of the network", "Words")
