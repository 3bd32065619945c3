"""A person's own space: where they stand, what waits for them, their profile, asking to become a member."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _

from network_members import actions, kept, rules, space
from network_members.doors import own_space
from network_members.forms import AskForm, ProfileForm
from network_members.models import MembershipRequest, User


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
def profile(request: HttpRequest) -> HttpResponse:
    """Let a person change what others read of them."""
    if request.method == "POST":
        return save_profile(request)
    user: Any = request.user
    return show_profile(request, ProfileForm(kept.take(request), instance=User.objects.get(pk=user.pk)))


@transaction.atomic
def save_profile(request: HttpRequest) -> HttpResponse:
    """Save the profile unless another window was quicker."""
    user: Any = request.user
    form = ProfileForm(request.POST, instance=User.objects.select_for_update().get(pk=user.pk))
    if not form.is_valid():
        return show_profile(request, form, status=409 if form.is_conflict else 422)
    saved = form.save()
    messages.success(request, _("Your profile is saved."))
    return redirect(translate_url(reverse("my:home"), saved.language))


def show_profile(request: HttpRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
    """Show the form of the profile."""
    context = {"form": form, "tabs": space.tabs(request), "crumbs": crumbs(_("My profile"))}
    return render(request, "network_members/my/profile.html", context, status=status)


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
