"""A person's own space: where they stand, what waits for them, asking to become a member."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from network_members import actions, kept, rules, space
from network_members.doors import own_space
from network_members.forms import AskForm
from network_members.models import MembershipRequest


@own_space
def home(request: HttpRequest) -> HttpResponse:
    """Show where a person stands: their request, what waits for them, their organisation."""
    user: Any = request.user
    membership = MembershipRequest.objects.visible_to(user).filter(applicant=user).first()
    context = {
        "membership": membership,
        "thread": space.thread(membership) if membership and not user.is_approved else [],
        "can_ask": rules.can_ask(user, membership),
        "since": space.month(membership.decided_at if membership and membership.decided_at else user.date_joined),
        "tabs": space.tabs(request),
        "tasks": space.tasks(request),
        "actions": space.added(space.ACTIONS, request),
        "panels": space.added(space.PANELS, request),
        "roles": space.names_of_roles(user),
        "can_enter_admin": rules.can_enter_admin(user),
        "can_decide": rules.can_decide_membership(user),
        "can_assign": rules.can_assign_people(user),
        **space.own_organisation(user),
    }
    return render(request, "network_members/my/home.html", context)


@own_space
def ask(request: HttpRequest) -> HttpResponse:
    """Let a person without an open request ask to become a member, again after a refusal."""
    user: Any = request.user
    membership = MembershipRequest.objects.visible_to(user).filter(applicant=user).first()
    if not rules.can_ask(user, membership):
        return redirect("my:home")
    typed = request.POST if request.method == "POST" else kept.take(request)
    form = AskForm(typed, former=membership)
    if request.method == "POST" and form.is_valid():
        actions.ask(user, form.wish())
        messages.success(request, _("Your request is with the administrators. You get a mail when they answer."))
        return redirect("my:home")
    context = {"form": form, "membership": membership, "crumbs": crumbs(_("Ask to become a member"))}
    return render(request, "network_members/my/ask.html", context, status=422 if request.method == "POST" else 200)


def crumbs(title: str) -> list[dict[str, str]]:
    """Return the way to a page of this space."""
    return [{"title": _("My space"), "url": reverse("my:home")}, {"title": title}]
