"""The room's name, and its ear for what happens to practices."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GoodPracticesConfig(AppConfig):
    """Good practices."""

    name = "good_practices"
    verbose_name = _("Good practices")

    def ready(self) -> None:
        """Listen to Wagtail's signals."""
        from good_practices import receivers

        receivers.listen()
