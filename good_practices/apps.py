"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoodPracticesConfig(AppConfig):
    """Good practices."""

    name = "good_practices"
    verbose_name = _("Good practices")
