"""The room's name, its ear for pages that are deleted, and the package that stores comments."""

import sys
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from django_comments_xtd.apps import CommentsXtdConfig


class CommentsConfig(AppConfig):
    """Comments."""

    name = "comments"
    verbose_name = _("Comments")
    default = True

    def ready(self) -> None:
        """Listen to pages that go, and keep the name of the site that comments are stored with."""
        from comments import receivers

        receivers.listen()
        # Before Django makes one called example.com, which allauth would put into mails.
        post_migrate.connect(name_site, dispatch_uid="comments-site")


class StorageConfig(CommentsXtdConfig):
    """The package's tables alone."""

    def ready(self) -> None:
        """Leave out its receiver, which would show hidden replies again when their parent is saved, and its tags.

        Django's templates import the tags of every installed package, and these bring its whole API along.
        """
        for package in ("django_comments", "django_comments_xtd"):
            sys.modules[f"{package}.templatetags"] = None  # type: ignore[assignment]  # Python's way to forbid an import


def name_site(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Give the one row of Django's sites our name and address."""
    if sender.label != "sites":
        return
    from django.contrib.sites.models import Site

    host = settings.WAGTAILADMIN_BASE_URL.partition("://")[2]
    wanted = {"domain": host, "name": settings.WAGTAIL_SITE_NAME}
    Site.objects.using(using).update_or_create(pk=settings.SITE_ID, defaults=wanted)
