"""The room's name, and its ear for migrations."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class CachingConfig(AppConfig):
    """Caching."""

    name = "caching"
    verbose_name = _("Caching")

    def ready(self) -> None:
        """Let the database note changes as long as its tables stand still."""
        from caching import triggers

        pre_migrate.connect(triggers.remove, sender=self, dispatch_uid="caching-no-triggers")
        post_migrate.connect(triggers.install, sender=self, dispatch_uid="caching-triggers")
