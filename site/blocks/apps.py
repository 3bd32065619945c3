"""The room's name, and what it changes in Wagtail's forms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlocksConfig(AppConfig):
    """Blocks."""

    name = "blocks"
    verbose_name = _("Blocks")

    def ready(self) -> None:
        """Let the admin's choosers speak the reader's language."""
        from blocks.choosing import speak_to_readers

        speak_to_readers()
