"""The room's name."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Library."""

    name = "library"
    verbose_name = _("Library")
