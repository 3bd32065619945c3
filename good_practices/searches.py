"""The searches that a member saved: the list, saving, changing, silencing, removing; and the door out of the mails."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from good_practices import rules, searching
from good_practices.alerts import person_of
from good_practices.models import SavedSearch
from good_practices.scopes import SCOPES
from good_practices.search_forms import NewSearchForm, SearchForm
from mail.clicks import stop_by_click
from network_members.doors import own_space
from network_members.space import language

View = Callable[..., HttpResponseBase]


def only_members(view: View) -> View:
    """Let members in; what somebody signed out has typed is kept until they are back."""

    @own_space
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not rules.can_save_searches(request.user):
            raise PermissionDenied
        return view(request, **kwargs)

    return guarded


@only_members
def overview(request: HttpRequest) -> HttpResponse:
    """List what this person saved, the newest first."""
    searches = SavedSearch.objects.visible_to(request.user)
    addresses = {code: scope.address(language()) for code, scope in SCOPES.items()}
    context = {
        "rows": [as_row(search, addresses[search.scope]) for search in searches],
        "library_url": addresses[SavedSearch.Scope.LIBRARY],
        "crumbs": crumbs(),
    }
    return render(request, "good_practices/searches/list.html", context)


@only_members
def save(request: HttpRequest, scope: str) -> HttpResponse:
    """Save the search of an address under a name."""
    user: Any = request.user
    searched = SCOPES[scope]
    query = searched.canonical(request.GET, language())
    words = searched.described(query, language())
    form = NewSearchForm(searched, request.POST or None, initial={"query": query, "name": words[:80]})
    if request.method == "POST" and form.is_valid():
        try:
            searching.save(user, scope=scope, **form.cleaned_data)
        except searching.TooMany:
            form.add_error(None, _("You have saved 50 searches. Remove one to save this one."))
        else:
            messages.success(request, _("The search is saved."))
            return redirect("searches:list")
    context = {"form": form, "words": words, "crumbs": crumbs(_("Save this search"))}
    return render(request, "good_practices/searches/save.html", context, status=422 if form.errors else 200)


@only_members
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a search another name or rhythm."""
    search = own(request, key)
    form = SearchForm(request.POST or None, initial={"name": search.name, "alert": search.alert})
    if request.method == "POST" and form.is_valid():
        searching.change(search, **form.cleaned_data)
        messages.success(request, _("The search is changed."))
        return redirect("searches:list")
    words = SCOPES[search.scope].described(search.query, language())
    context = {"form": form, "words": words, "crumbs": crumbs(_("Change the search"))}
    return render(request, "good_practices/searches/save.html", context, status=422 if form.errors else 200)


@require_POST
@only_members
def pause(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let a search send no more mails."""
    user: Any = request.user
    searching.silence(user, pk=own(request, key).pk)
    messages.success(request, _("No more mails come for this search."))
    return redirect("searches:list")


@require_POST
@only_members
def remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Remove a search; pressing twice removes it once."""
    SavedSearch.objects.visible_to(request.user).filter(public_id=key).delete()
    messages.success(request, _("The search is removed."))
    return redirect("searches:list")


@stop_by_click
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever holds a mail about searches end such mails, without signing in: a page with buttons."""
    person = person_of(token)
    if person is None:
        return render(request, "good_practices/searches/stop.html", status=404)
    if request.method == "POST":
        chosen = request.POST.get("search", "")
        which = {"public_id": chosen} if is_key(chosen) else {}
        searching.silence(person, **which)
        messages.success(request, _("These mails have ended."))
        return redirect(request.path)
    context = {"known": True, "searches": SavedSearch.objects.visible_to(person).telling()}
    return render(request, "good_practices/searches/stop.html", context)


def is_key(text: str) -> bool:
    """Say whether a button named one search."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def own(request: HttpRequest, key: UUID) -> SavedSearch:
    """Return a search of the person who asks; those of others are not there."""
    return get_object_or_404(SavedSearch.objects.visible_to(request.user), public_id=key)


def as_row(search: SavedSearch, address: str) -> dict[str, Any]:
    """Return what the list shows of a search, which is read under an address."""
    return {
        "key": search.public_id,
        "name": search.name,
        "scope": search.get_scope_display(),
        "words": SCOPES[search.scope].described(search.query, language()),
        "url": f"{address}?{search.query}" if search.query else address,
        "tells": search.tells,
        "alert": search.get_alert_display(),
        "saved_at": search.made_at,
    }


def crumbs(here: str = "") -> list[dict[str, str]]:
    """Return the way from one's own space."""
    way = [
        {"title": _("My space"), "url": reverse("my:home")},
        {"title": _("Saved searches"), "url": reverse("searches:list") if here else ""},
    ]
    return [*way, {"title": here, "url": ""}] if here else way
