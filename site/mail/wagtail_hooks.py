"""The room's corner of the admin: the log of mails among the reports."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mail import actions, blocked_desk, desk, rules


@hooks.register("register_admin_urls")
def log_urls() -> list[URLPattern | URLResolver]:
    """Put the log under the admin, where its login and its second factor guard it."""
    pages = [
        path("", desk.log, name="log"),
        path("<uuid:public_id>/send-again/", desk.send_again, name="send_again"),
        path("blocked/", blocked_desk.overview, name="blocked"),
        path("blocked/<int:number>/unblock/", blocked_desk.unblock, name="unblock"),
    ]
    return [path("mails/", include((pages, "mail_log")))]


class LogItem(MenuItem):
    """The way to the log, for those who may read it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to administrators."""
        return rules.can_read_log(request.user)


@hooks.register("register_reports_menu_item")
def log_item() -> MenuItem:
    """Offer the log among the reports."""
    return LogItem(_("Mails"), reverse("mail_log:log"), icon_name="mail", order=900)


@hooks.register("register_reports_menu_item")
def blocked_item() -> MenuItem:
    """Offer the addresses that are not written to among the reports."""
    return LogItem(_("Blocked addresses"), reverse("mail_log:blocked"), icon_name="mail", order=901)


@hooks.register("register_log_actions")
def log_actions(registry: Any) -> None:
    """Name in Wagtail's log what people do here."""
    for action, (label, done) in actions.LOGGED.items():
        registry.register_action(action, _(label), _(done))
