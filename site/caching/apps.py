"""The room's name, and its ear for finished migrations."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CachingConfig(AppConfig):
    """Caching."""

    name = "caching"
    verbose_name = _("Caching")

    def ready(self) -> None:
        """Let the database note changes as soon as its tables stand."""
        from caching import triggers

        post_migrate.connect(triggers.install, sender=self, dispatch_uid="caching-triggers")
