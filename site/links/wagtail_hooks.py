"""The room's corner of the admin: broken links among the reports."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from links import desk, rules


@hooks.register("register_admin_urls")
def report_urls() -> list[URLPattern | URLResolver]:
    """Put the report under the admin, where its login and its second factor guard it."""
    return [path("links/", include(([path("", desk.report, name="report")], "links_desk")))]


class ReportItem(MenuItem):
    """The way to the report, for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who publish."""
        return rules.can_see_report(request.user)


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    """Offer the report among the others."""
    return ReportItem(_("Broken links"), reverse("links_desk:report"), icon_name="link", order=910)
