"""The room's corner of the admin: reports by readers, for those who decide."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from moderation import actions, desk, rules

hooks.register("worker_sweeps", actions.forget)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """Put the desk under the admin, where its login and its second factor guard it."""
    pages = [
        path("", desk.overview, name="list"),
        path("<int:pk>/", desk.detail, name="detail"),
        path("<int:pk>/judge/", desk.judge, name="judge"),
    ]
    return [path("moderation/", include((pages, "moderation")))]


class ReportsItem(MenuItem):
    """The way to the reports, for those who decide on them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to moderators, editors and administrators."""
        return rules.can_decide(request.user)


@hooks.register("register_admin_menu_item")
def reports_item() -> MenuItem:
    """Offer the reports behind the work list."""
    return ReportsItem(_("Reports and first comments"), reverse("moderation:list"), icon_name="warning", order=55)


@hooks.register("register_log_actions")
def name_log_actions(registry: Any) -> None:
    """Name in Wagtail's log what people do here."""
    for action, label in actions.LOGGED.items():
        registry.register_action(action, _(label), _(label))
