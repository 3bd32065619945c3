"""One's own data: a copy of it, erasing the account, and the published register of what is kept."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from language.dates import format_datetime
from network_members import copying, erasing, rules, space
from network_members.copies import DataCopy
from network_members.doors import own_space, proved
from network_members.organisations import alternates
from network_members.register import Fate, everything
from network_members.space import language
from network_members.views import crumbs


@own_space
def overview(request: HttpRequest) -> HttpResponse:
    """Show what a person can do with their data, and how far a copy is."""
    now = timezone.now()
    copy = DataCopy.objects.visible_to(request.user).first()
    context = {
        "copy": copy,
        "is_ready": copy is not None and copy.is_ready(now),
        "is_being_made": copy is not None and copy.is_being_made(now),
        "until": format_datetime(copy.until, language(), "Europe/Athens") if copy and copy.until else "",
        "tabs": space.tabs(request),
        "crumbs": crumbs(_("My data")),
    }
    return render(request, "network_members/my/data.html", context)


@require_POST
@proved
def ask(request: HttpRequest) -> HttpResponse:
    """Make a copy of all that is kept about a person."""
    user: Any = request.user
    copying.ask(user)
    return redirect("my:data")


@require_POST
@own_space
def take(request: HttpRequest, token: str) -> HttpResponse:
    """Hand the copy to its owner, once."""
    copy = DataCopy.objects.visible_to(request.user).filter(token=token).first()
    archive = copying.take(copy, timezone.now()) if copy else None
    if archive is None:
        raise Http404
    response = HttpResponse(archive, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{copying.NAME}"'
    return response


@proved
def erase(request: HttpRequest) -> HttpResponse:
    """Show what erasing the account would take, then do it when the button is pressed."""
    user: Any = request.user
    possible = rules.can_erase(user)
    if request.method == "POST" and possible:
        erasing.erase(user)
        request.session.flush()
        messages.success(request, _("Your account is erased. Thank you for having been with us."))
        return redirect("account_login")
    found = erasing.numbers(user)
    context = {
        "goes": [(title, number) for title, number, fate in found if fate != Fate.NAMELESS],
        "stays": [(title, number) for title, number, fate in found if fate == Fate.NAMELESS],
        "possible": possible,
        "crumbs": [
            *crumbs("")[:1],
            {"title": _("My data"), "url": reverse("my:data")},
            {"title": _("Erase my account"), "url": ""},
        ],
    }
    return render(request, "network_members/my/erase.html", context, status=409 if request.method == "POST" else 200)


@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """Publish what is kept about people: what for, who sees it, how long."""
    fates = {
        Fate.DELETED: _("It is deleted."),
        Fate.NAMELESS: _("It stays, under “former member”."),
        Fate.EMPTIED: _("Its personal parts are deleted."),
    }
    context = {
        "rows": [(kept, fates[kept.fate]) for kept in {str(kept.title): kept for kept in everything()}.values()],
        "alternates": alternates(request),
        "crumbs": [{"title": _("Home"), "url": f"/{language()}/"}, {"title": _("What we keep about you"), "url": ""}],
    }
    return render(request, "network_members/register.html", context)
