"""The room's name, and its ear for migrations."""

from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Search."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Let the database note what has to be read anew, as long as its tables stand still; look at the settings."""
        from search import checks, noting

        register(checks.cluster_is_named)
        pre_migrate.connect(noting.remove, sender=self, dispatch_uid="search-no-triggers")
        post_migrate.connect(noting.install, sender=self, dispatch_uid="search-triggers")
