"""The addresses that are not written to, in the admin: who keeps them adds one, or lets mails go there again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mail import actions, rules
from mail.desk import PAGE_SIZE, header
from mail.forms import BlockForm
from mail.models import BlockedAddress


def overview(request: HttpRequest) -> HttpResponse:
    """List the blocked addresses, the newest first, and block another."""
    if not rules.can_keep_blocked(request.user):
        raise PermissionDenied
    form = BlockForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.block(form.cleaned_data["address"], form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("The address is blocked."))
        return redirect("mail_log:blocked")
    page = Paginator(BlockedAddress.objects.visible_to(request.user), PAGE_SIZE).get_page(request.GET.get("p"))
    rows = [as_row(one, request.user) for one in page.object_list]
    context = {"page": page, "rows": rows, "form": form, **header(str(_("Blocked addresses")), [])}
    return render(request, "mail/cms/blocked.html", context, status=422 if form.is_bound else 200)


def as_row(blocked: BlockedAddress, reader: Any) -> dict[str, Any]:
    """Return what one row shows; the whole address only to those who may see to whom mails go."""
    return {
        "pk": blocked.pk,
        "address": blocked.address if rules.can_see_recipients(reader) else blocked.masked,
        "reason": blocked.get_reason_display(),
        "answer": blocked.answer,
        "blocked_at": blocked.blocked_at,
    }


def unblock(request: HttpRequest, number: int) -> HttpResponse:
    """Ask whether mails shall go to an address again, then let them."""
    if not rules.can_keep_blocked(request.user):
        raise PermissionDenied
    blocked = get_object_or_404(BlockedAddress.objects.visible_to(request.user), pk=number)
    if request.method == "POST":
        actions.unblock(blocked, by=request.user)
        messages.success(request, _("Mails go to this address again."))
        return redirect("mail_log:blocked")
    above = [{"url": reverse("mail_log:blocked"), "label": _("Blocked addresses")}]
    context = {
        "row": as_row(blocked, request.user),
        "is_complaint": blocked.reason != BlockedAddress.Reason.BOUNCED,
        **header(str(_("Unblock")), above),
    }
    return render(request, "mail/cms/unblock.html", context)
