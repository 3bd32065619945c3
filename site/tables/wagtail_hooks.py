"""The room's corner of the admin: imports, for those who may bring something in."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tables import actions, desk, rules

hooks.register("worker_sweeps", actions.look_after)


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern | URLResolver]:
    """Put imports under the admin, where its login and its second factor guard them."""
    pages = [
        path("", desk.overview, name="list"),
        path("<uuid:key>/", desk.detail, name="detail"),
        path("<uuid:key>/step/", desk.take_step, name="step"),
        path("template/<str:name>.<str:form>", desk.template, name="template"),
    ]
    return [path("imports/", include((pages, "imports")))]


class ImportItem(MenuItem):
    """The way to the imports."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to those who may bring something in."""
        return rules.can_import(request.user)


@hooks.register("register_admin_menu_item")
def import_item() -> MenuItem:
    """Offer imports behind the lists of things."""
    return ImportItem(_("Import"), reverse("imports:list"), icon_name="download", order=270)


@hooks.register("register_log_actions")
def name_log_actions(registry: Any) -> None:
    """Name in Wagtail's log what people do here."""
    for action, label in actions.LOGGED.items():
        registry.register_action(action, _(label), _(label))
