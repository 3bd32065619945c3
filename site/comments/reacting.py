"""The buttons at the head of a talk: what the page was to a member, and closing the talk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import hooks

from comments import actions, rules
from comments.forms import UseForm
from comments.models import Reaction
from comments.views import around, find_page, only_members
from network_members.space import language

TOLD_USE = "told_use"
"""Hook of other rooms: functions that take the request and the key of a page that was used, and say where to go on."""
PRESSED = "pressed"
"""What a button sends that takes its own reaction back."""


@require_POST
@only_members
def react(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Press one of the buttons, or take it back; who used the page is asked where."""
    page = find_page(request, key)
    user: Any = request.user
    if kind not in Reaction.Kind.values:
        raise Http404
    if PRESSED in request.POST:
        actions.take_back(user, key, kind)
    elif kind == Reaction.Kind.USED:
        return redirect("comments:used", key=key)
    else:
        press(request, key, kind)
    return redirect(head_of(page))


def press(request: HttpRequest, key: UUID, kind: str, where: str = "") -> None:
    """Note a reaction, and say so where that is more than a button that is pressed now."""
    user: Any = request.user
    try:
        actions.react(user, key, kind, where)
    except actions.Closed:
        messages.error(request, _("This talk is closed: nothing can be added."))
        return
    if kind == Reaction.Kind.USED:
        messages.success(request, _("Noted. Thank you for telling the others."))


@only_members
def used(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask where the page was used, and note it."""
    page = find_page(request, key)
    form = UseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        press(request, key, Reaction.Kind.USED, form.cleaned_data["where"])
        return redirect(way_on(request, key) or head_of(page))
    status = 422 if form.is_bound else 200
    return render(request, "comments/used.html", {"form": form, **around(page, _("We used it"))}, status=status)


def way_on(request: HttpRequest, key: UUID) -> str:
    """Return where other rooms lead somebody who used a page; nothing where none does."""
    return next((url for ask in hooks.get_hooks(TOLD_USE) if (url := ask(request, key))), "")


@require_POST
@only_members
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close a talk, or open it again."""
    page = find_page(request, key)
    if not rules.can_close(request.user):
        raise PermissionDenied
    user: Any = request.user
    actions.close(key, by=user, closed="open" not in request.POST)
    return redirect(head_of(page))


def head_of(page: Any) -> str:
    """Return where the talk of a page begins."""
    return f"{page.url_in(language())}#talk"
