"""People: their profiles, which members read, and the list from which administrators give organisations and roles."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks

from language.collation import sort_key
from language.folding import fold
from network_members import actions, kept, rules
from network_members.doors import only_for
from network_members.forms import AssignForm
from network_members.members import way
from network_members.models import User
from network_members.organisations import alternates
from network_members.paging import page_of
from network_members.profiles import Audience, Part
from network_members.showing import ready, show
from network_members.space import language, names_of_roles, own_organisation
from network_members.words import titles
from vocabulary.models import Country, Theme

PANELS = "person_panels"
"""Hook: a function of the request and a person that returns rendered sections for their page."""


@only_for(rules.can_assign_people)
def overview(request: HttpRequest) -> HttpResponse:
    """List people by the alphabet, for who gives organisations and roles."""
    wanted = request.GET.get("q", "").strip()
    found = User.objects.visible_to(request.user).select_related("organisation").prefetch_related("groups")
    page = page_of(request, sorted((one for one in found if called(one, wanted)), key=by_name))
    context = {
        "rows": [as_row(one, request.user) for one in page.object_list],
        "total": page.paginator.count,
        "wanted": wanted,
        "crumbs": crumbs(),
        "listed": page,
    }
    return render(request, "network_members/people/list.html", context)


def called(person: User, wanted: str) -> bool:
    """Say whether a name holds what somebody looks for, in whatever spelling."""
    return fold(wanted) in fold(f"{person.first_name} {person.last_name} {person.first_name}")


def by_name(person: User) -> tuple[str, str]:
    """Return what decides a person's place in the alphabet."""
    return sort_key(person.last_name), sort_key(person.first_name)


def as_row(person: User, reader: Any) -> dict[str, Any]:
    """Return what one row of the list shows."""
    return {
        "person": person,
        "url": reverse("people:profile", args=[person.public_id]),
        "assign_url": reverse("people:assign", args=[person.public_id]) if rules.can_assign(reader, person) else "",
        "roles": names_of_roles(person),
        "is_member": person.is_approved,
        **own_organisation(person),
    }


def profile(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a person as they let the reader see them; others learn nothing about them."""
    user: Any = request.user
    person = ready(User.objects.visible_to(user)).filter(public_id=key).first()
    if person is None:
        return nobody(request)
    shown = show(person, user)
    context = {
        "person": shown,
        "themes": [title for code, title in titles(Theme, language()).items() if code in shown.themes],
        "country": titles(Country, language()).get(shown.country, ""),
        "is_own": person == user,
        "can_assign": rules.can_assign(user, person),
        "is_public": person.audience_of(Part.NAME) == Audience.PUBLIC,
        "panels": [section for ask in hooks.get_hooks(PANELS) for section in ask(request, person)],
        "alternates": alternates(request),
        "crumbs": way(shown.name),
    }
    return render(request, "network_members/people/profile.html", context)


def nobody(request: HttpRequest) -> HttpResponse:
    """Lead visitors to the login, whoever they asked for; raise Http404 for all others."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())


@only_for(rules.can_assign_people)
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Let an administrator give a person an organisation, and the roles below the own rank."""
    user: Any = request.user
    person = get_object_or_404(User.objects.visible_to(user).select_related("organisation"), public_id=key)
    if not rules.can_assign(user, person):
        raise PermissionDenied
    if request.method == "POST":
        return save(request, person)
    return form_page(request, person, AssignForm(kept.take(request), giver=user, person=person))


@transaction.atomic
def save(request: HttpRequest, person: User) -> HttpResponse:
    """Store organisation and roles unless a colleague was quicker."""
    giver: Any = request.user
    person = User.objects.select_for_update().get(pk=person.pk)
    form = AssignForm(request.POST, giver=giver, person=person)
    if not form.is_valid():
        return form_page(request, person, form, status=409 if form.is_conflict else 422)
    actions.assign(person, by=giver, organisation=form.chosen(), roles=form.cleaned_data["roles"])
    messages.success(request, _("Saved: %(name)s") % {"name": person})
    return redirect("people:list")


def form_page(request: HttpRequest, person: User, form: AssignForm, status: int = 200) -> HttpResponse:
    """Show the form of a person's organisation and roles."""
    context = {"person": person, "form": form, "crumbs": crumbs(str(person))}
    return render(request, "network_members/people/assign.html", context, status=status)


def crumbs(title: str = "") -> list[dict[str, str]]:
    """Return the way to a page of the administrators' list."""
    way = [{"title": _("My space"), "url": reverse("my:home")}, {"title": _("People"), "url": reverse("people:list")}]
    return [*way, {"title": title, "url": ""}] if title else way
