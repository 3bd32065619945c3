"""The practices that a member saved: the list, and the buttons that add to it and take away."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from good_practices import actions, rules
from good_practices.models import Bookmark
from good_practices.pointed import library_url
from good_practices.saved import address_of, saved_rows
from network_members.paging import page_of

View = Callable[..., HttpResponseBase]


def only_members(view: View) -> View:
    """Let members in; who signs in for a button comes back to where the button is."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(way_back(request, **kwargs))
        if not rules.can_bookmark(request.user):
            raise PermissionDenied
        response = view(request, **kwargs)
        add_never_cache_headers(response)
        return response

    return guarded


@only_members
def overview(request: HttpRequest) -> HttpResponse:
    """List what this person saved, the newest first."""
    listed, reader = page_of(request, Bookmark.objects.visible_to(request.user)), get_language() or ""
    url = library_url(reader)
    context = {
        "rows": saved_rows(listed, reader, url),
        "listed": listed,
        "library_url": url,
        "crumbs": [{"title": _("My space"), "url": reverse("my:home")}, {"title": _("Saved practices")}],
    }
    return render(request, "good_practices/my/saved.html", context)


@require_POST
@only_members
def add(request: HttpRequest, key: UUID) -> HttpResponse:
    """Save a practice; pressing twice saves it once."""
    user: Any = request.user
    try:
        actions.bookmark(user, key)
    except actions.NotPublic:
        raise Http404 from None
    messages.success(request, _("Saved. You find it in your space, under “Saved practices”."))
    return redirect(way_back(request, key))


@require_POST
@only_members
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a practice off the list, whether it is still public or not."""
    user: Any = request.user
    actions.remove_bookmark(user, key)
    messages.success(request, _("Removed from your saved practices."))
    return redirect(way_back(request, key))


def way_back(request: HttpRequest, key: UUID | None = None) -> str:
    """Return where somebody was: at the practice, or on a page of the list, whose buttons name it."""
    if key is None:
        return request.get_full_path()
    page = request.POST.get("page")
    practice = "" if page else address_of(key, get_language() or "")
    return practice or reverse("bookmarks:list", query={"page": page or 1})
