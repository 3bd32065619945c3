"""The page of one's own profile."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _

from network_members import kept, space
from network_members.doors import own_space
from network_members.models import User
from network_members.profile_forms import ProfileForm
from network_members.views import crumbs


@own_space
def profile(request: HttpRequest) -> HttpResponse:
    """Let a person change what others read of them, and choose who does."""
    if request.method == "POST":
        return save(request)
    user: Any = request.user
    return show(request, ProfileForm(kept.take(request), instance=User.objects.get(pk=user.pk)))


@transaction.atomic
def save(request: HttpRequest) -> HttpResponse:
    """Save the profile unless another window was quicker."""
    user: Any = request.user
    form = ProfileForm(request.POST, request.FILES, instance=User.objects.select_for_update().get(pk=user.pk))
    if not form.is_valid():
        return show(request, form, status=409 if form.is_conflict else 422)
    saved = form.save()
    messages.success(request, _("Your profile is saved."))
    return redirect(translate_url(reverse("my:home"), saved.language))


def show(request: HttpRequest, form: ProfileForm, status: int = 200) -> HttpResponse:
    """Show the form of the profile."""
    user: Any = request.user
    context = {
        "form": form,
        "stored": User.objects.get(pk=user.pk),
        "tabs": space.tabs(request),
        "crumbs": crumbs(_("My profile")),
        **space.own_organisation(user),
    }
    return render(request, "network_members/my/profile.html", context, status=status)
