"""Anybody who reads a comment says that it does not keep to the rules; moderators decide."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
from moderation.forms import ReportForm
from moderation.kinds import Kind
from network_members import limits

NAME = "comment"
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
            return redirect(address_of(comment, page))
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
    what = moderation.Reported(NAME, comment.pk, comment.comment, comment.language, author)
    person = reporter if reporter.is_authenticated else None
    number = moderation.report(what, person, reason=typed["reason"], words=typed["words"])
    if number >= settings.REPORTERS_WHO_HOLD_BACK and author and is_new(author, timezone.now()):
        actions.hold(comment.pk)


def kind() -> Kind:
    """Return how comments are hidden, shown again, and found."""
    return Kind(NAME, gettext_lazy("Comment"), actions.hide, actions.show, address)


def address(number: int) -> str:
    """Return where a comment stands; nothing when it is gone."""
    is_there = Comment.objects.filter(pk=number).exists()
    return reverse("comments:one", args=[number]) if is_there else ""
