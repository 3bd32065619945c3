"""The room's name, and what it listens to."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """Pages."""

    name = "pages"
    verbose_name = _("Pages")

    def ready(self) -> None:
        """Connect the receivers."""
        from pages import receivers

        receivers.connect()
