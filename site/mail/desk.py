"""The log of mails in the admin: what became of each, and sending one again."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mail import actions, rules
from mail.models import Message
from mail.words import reason

PAGE_SIZE = 50
LATE = timedelta(minutes=5)
"""A mail that has been due for so long means that no worker runs."""


def log(request: HttpRequest) -> HttpResponse:
    """Show what became of mails, the newest first."""
    if not rules.can_read_log(request.user):
        raise PermissionDenied
    chosen = request.GET.get("state", "")
    chosen = chosen if chosen in Message.State.values else ""
    mails = Message.objects.visible_to(request.user).defer("text", "html", "subject")
    page = Paginator(mails.filter(state=chosen) if chosen else mails, PAGE_SIZE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "rows": [as_row(mail, request.user) for mail in page.object_list],
        "states": Message.State.choices,
        "chosen": chosen,
        "shows_recipients": rules.can_see_recipients(request.user),
        "waits_since": waits_since(timezone.now()),
        **header(str(_("Mails")), []),
    }
    return render(request, "mail/cms/log.html", context)


def waits_since(now: datetime) -> datetime | None:
    """Return since when a mail is due that no worker has taken, if that is too long."""
    late = Message.objects.due(now - LATE).filter(queued_at__lt=now - LATE)
    return late.values_list("queued_at", flat=True).first()


def as_row(mail: Message, reader: Any) -> dict[str, Any]:
    """Return what one row of the log shows; who got it only to those who may know."""
    return {
        "public_id": mail.public_id,
        "kind": mail.kind,
        "recipient": mail.recipient if rules.can_see_recipients(reader) else "",
        "language": settings.LANGUAGE_NAMES.get(mail.language, mail.language),
        "state": mail.get_state_display(),
        "reason": reason(mail.error),
        "queued_at": mail.queued_at,
        "sent_at": mail.sent_at,
        "next_at": mail.next_at,
        "attempts": mail.attempts,
        "can_send_again": mail.is_stuck and rules.can_send_again(reader),
    }


def send_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask whether a mail shall leave once more, then let it."""
    if not rules.can_send_again(request.user):
        raise PermissionDenied
    mail = get_object_or_404(Message.objects.visible_to(request.user), public_id=public_id)
    if request.method == "POST":
        return leave_again(request, mail)
    above = [{"url": reverse("mail_log:log"), "label": _("Mails")}]
    context = {
        "row": as_row(mail, request.user),
        "is_uncertain": mail.state == Message.State.UNCERTAIN,
        **header(str(_("Send again")), above),
    }
    return render(request, "mail/cms/send_again.html", context)


def leave_again(request: HttpRequest, mail: Message) -> HttpResponse:
    """Let a mail leave once more, say so, and return to the log."""
    try:
        actions.send_again(mail, by=request.user)
    except actions.AlreadyOnItsWay:
        messages.error(request, _("This mail is on its way already, or has arrived. Nothing was changed."))
    else:
        messages.success(request, _("The mail leaves again within seconds."))
    return redirect("mail_log:log")


def header(title: str, above: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what Wagtail's base template shows above a page."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "header_title": title,
        "header_icon": "mail",
        "breadcrumbs_items": [home, *above, {"url": "", "label": title}],
    }
