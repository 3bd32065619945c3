"""The room's corner of the admin: how the site is, among the reports."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from health import desk, rules


@hooks.register("register_admin_urls")
def health_urls() -> list[URLPattern]:
    """Put the page under the admin, where its login and its second factor guard it."""
    return [path("health/", desk.health, name="health")]


class HealthItem(MenuItem):
    """The way to the page, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to administrators."""
        return rules.can_see_health(request.user)


@hooks.register("register_reports_menu_item")
def health_item() -> MenuItem:
    """Offer the page among the reports."""
    return HealthItem(_("Health of the site"), reverse("health"), icon_name="cogs", order=950)
