"""Anybody who reads a comment says that it does not keep to the rules; moderators decide."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from comments import actions
from comments.limits import is_new, is_within
from comments.models import Comment
from comments.thread import address_of, post_of
from comments.views import around, find, find_page
from moderation import actions as moderation
from moderation.forms import AppealForm, ReportForm
from moderation.kinds import Kind
from moderation.models import Report
from moderation.rules import can_appeal as may_appeal
from network_members import kept, limits
from network_members.doors import own_space

TOO_MANY = gettext_lazy("You have sent many reports. Your text is kept here: please send it later.")


@never_cache
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report about a comment that this reader may read."""
    comment = find(request, pk)
    page = find_page(request, comment.talk.key)
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        if may_report(request.user):
            keep(comment, request.user, form.cleaned_data)
            messages.success(request, _("Thank you. The moderators look at it; the author does not learn who you are."))
            return redirect(address_of(comment, page, request.user))
        form.add_error(None, TOO_MANY)
        status = 429
    context = {"form": form, "post": post_of(comment, request.user), **around(page, _("Report a comment"))}
    return render(request, "comments/report.html", context, status=status)


def may_report(user: Any) -> bool:
    """Count one more report, and say whether it is within the limit of the day, or of the hour for visitors."""
    if not user.is_authenticated:
        return limits.allows("letter")
    return is_within(f"comments:reports:{user.pk}", settings.REPORTS_A_DAY)


def keep(comment: Comment, reporter: Any, typed: dict[str, Any]) -> None:
    """Hand a report on; what several people report of a new member is held back until somebody has looked."""
    author = comment.user
    what = moderation.Reported(actions.KIND, comment.pk, comment.comment, comment.language, author)
    person = reporter if reporter.is_authenticated else None
    number = moderation.report(what, person, reason=typed["reason"], words=typed["words"])
    if number >= settings.REPORTERS_WHO_HOLD_BACK and author and is_new(author, timezone.now()):
        actions.hold(comment.pk)


def kind() -> Kind:
    """Return how comments are hidden, shown again, and found."""
    name = gettext_lazy("Comment")
    return Kind(actions.KIND, name, actions.hide, actions.show, actions.restore, address, where_to_appeal)


def where_to_appeal(number: int) -> str:
    """Return where the author of something hidden appeals, by the number of the report."""
    return reverse("comments:appeal", args=[number])


def address(number: int) -> str:
    """Return where a comment stands; nothing when it is gone."""
    is_there = Comment.objects.filter(pk=number).exists()
    return reverse("comments:one", args=[number]) if is_there else ""


@never_cache
@own_space
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the author of a hidden comment, or of anything else that was reported, ask for another decision, once."""
    user: Any = request.user
    found = get_object_or_404(Report, pk=pk, author=user, state=Report.State.UPHELD)
    form = AppealForm(request.POST if request.method == "POST" else kept.take(request))
    status = 200 if request.method != "POST" or form.is_valid() else 422
    if request.method == "POST" and form.is_valid():
        try:
            moderation.appeal(found, by=user, words=form.cleaned_data["words"])
        except moderation.Decided:
            messages.error(request, _("Nothing was sent: you have appealed already, or it is too late."))
            status = 409
        else:
            messages.success(request, _("Thank you. Somebody else decides now; you get the decision by mail."))
            return redirect(request.path)
    can_appeal = may_appeal(user, found, timezone.now())
    context = {"report": found, "form": form, "can_appeal": can_appeal, "appeal": getattr(found, "appeal", None)}
    return render(request, "comments/appeal.html", context, status=status)
