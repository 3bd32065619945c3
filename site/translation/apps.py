"""The room's name, and its ear for what happens to pages."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationConfig(AppConfig):
    """Translation."""

    name = "translation"
    verbose_name = _("Translation")

    def ready(self) -> None:
        """Listen to Wagtail's signals, and name what the admin leaves in English."""
        from translation import receivers, unnamed

        receivers.listen()
        unnamed.give_names()
