"""Links to other hosts that did not work when they were asked."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies.pages import PagePermissionPolicy

LONGEST = 1000
"""Signs of an address; longer ones do not fit into an index."""


def publishes(user: Any) -> bool:
    """Say whether somebody may put any page online."""
    is_known = user.is_authenticated and user.is_active
    return bool(is_known and PagePermissionPolicy().user_has_permission(user, "publish"))


class BrokenLinkQuerySet(models.QuerySet["BrokenLink"]):
    """Who reads of which."""

    def visible_to(self, user: Any) -> "BrokenLinkQuerySet":
        """Return those on public pages, for whoever publishes."""
        return self.filter(page__live=True) if publishes(user) else self.none()


class BrokenLink(models.Model):
    """An address on a public page that does not open, since when, and why."""

    class Reason(models.TextChoices):
        """What the other host said, or did not."""

        GONE = "gone", _("The other site says that the page is gone.")
        FAULT = "fault", _("The other site has a fault.")
        SILENT = "silent", _("The other site does not answer.")
        UNKNOWN = "unknown", _("There is no such site.")
        UNSAFE = "unsafe", _("Its certificate is not valid.")

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    address = models.CharField(_("address"), max_length=LONGEST)
    words = models.CharField(_("words of the link"), max_length=250, blank=True)
    reason = models.CharField(_("what is wrong"), max_length=10, choices=Reason)
    found_at = models.DateTimeField(_("found at"))

    objects = BrokenLinkQuerySet.as_manager()

    class Meta:
        ordering = ("found_at", "pk")
        verbose_name = _("broken link")
        verbose_name_plural = _("broken links")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["page", "address"], name="a_page_has_a_broken_link_once")
        ]

    def __str__(self) -> str:
        return self.address
