"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdoptionsConfig(AppConfig):
    """Adoptions of practices."""

    name = "adoptions"
    verbose_name = _("Adoptions")
