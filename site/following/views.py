"""A member's notices, what they follow, and the button that changes it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from following import actions, rules
from following.forms import MailsForm
from following.listing import follow_rows, notice_rows
from following.models import Follow, Level, Notice
from following.subjects import happenings, kinds
from network_members.paging import page_of

View = Callable[..., HttpResponseBase]


def only_members(view: View) -> View:
    """Let members in; others sign in first, and then find their own pages."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(reverse("following:list"))
        if not rules.can_follow(request.user):
            raise PermissionDenied
        response = view(request, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


@require_safe
@only_members
def notices(request: HttpRequest) -> HttpResponse:
    """List what happened, unread first."""
    return listed_notices(request)


def listed_notices(request: HttpRequest, form: MailsForm | None = None) -> HttpResponse:
    """Show a person's notices, and the form that chooses how often mails tell of them."""
    user: Any = request.user
    found = Notice.objects.visible_to(request.user)
    listed = page_of(request, found.select_related("event").unread_first())
    context = {
        "rows": notice_rows(listed, request.user, get_language() or ""),
        "listed": listed,
        "has_unread": found.unread().exists(),
        "form": form or MailsForm(initial={"rhythm": actions.rhythm_of(user)}),
        "crumbs": [{"title": _("My space"), "url": reverse("my:home")}, {"title": _("Notices")}],
    }
    return render(request, "following/notices.html", context, status=422 if form else 200)


@require_POST
@only_members
def mails(request: HttpRequest) -> HttpResponse:
    """Choose how often mails tell of notices."""
    user: Any = request.user
    form = MailsForm(request.POST)
    if not form.is_valid():
        return listed_notices(request, form)
    actions.choose_mails(user, form.cleaned_data["rhythm"])
    messages.success(request, _("Your choice of mails is saved."))
    return redirect("notices:list")


@require_safe
@only_members
def see(request: HttpRequest, number: int) -> HttpResponse:
    """Lead to what a notice is about, if its person may still see it."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user).select_related("event"), pk=number)
    event = notice.event
    one = happenings()[event.happening]
    if one.address and event.number:
        return redirect(one.address(event.number))
    return redirect(where(event.kind, event.key, request.user))


def where(kind: str, key: UUID, user: Any) -> str:
    """Return where a thing is read."""
    known = kinds().get(kind)
    address = known.address(key, user, get_language() or "") if known else ""
    if not address:
        raise Http404
    return address


@require_POST
@only_members
def read(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a notice as read."""
    user: Any = request.user
    get_object_or_404(Notice.objects.visible_to(user), pk=number)
    actions.read(user, number)
    return redirect("notices:list")


@require_POST
@only_members
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all notices as read."""
    user: Any = request.user
    actions.read_all(user)
    messages.success(request, _("All notices are marked as read."))
    return redirect("notices:list")


@require_safe
@only_members
def overview(request: HttpRequest) -> HttpResponse:
    """List what this person follows or has muted."""
    return followed(request)


def followed(request: HttpRequest, status: int = 200) -> HttpResponse:
    """Show what a person follows."""
    listed = page_of(request, Follow.objects.visible_to(request.user))
    context = {
        "rows": follow_rows(listed, request.user, get_language() or ""),
        "listed": listed,
        "crumbs": [{"title": _("My space"), "url": reverse("my:home")}, {"title": _("What I follow")}],
    }
    return render(request, "following/following.html", context, status=status)


@require_POST
@only_members
def choose(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """Follow a thing at a level."""
    user: Any = request.user
    level = request.POST.get("level", "")
    if level not in {str(value) for value in Level.values}:
        messages.error(request, _("Choose one of the levels of the list, then press the button again."))
        return followed(request, 422)
    try:
        actions.follow(user, kind, key, int(level))
    except actions.NotThere:
        raise Http404 from None
    messages.success(request, _("Saved: %(level)s.") % {"level": Level(int(level)).label})
    if request.POST.get("from") == "list":
        return redirect("following:list")
    return redirect(where(kind, key, user))
