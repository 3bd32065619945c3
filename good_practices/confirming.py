"""The yearly question: one click from the mail, without signing in, once; or a button for those who are signed in."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from good_practices import rules, yearly
from good_practices.actions import Decided
from good_practices.models import Confirmation, GoodPracticePage
from good_practices.views import member_space
from network_members.space import language


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether a practice still is as described; the button answers."""
    now = timezone.now()
    asked = Confirmation.objects.of_token(token, now).first()
    practice = shown(asked) if asked else None
    if asked is None or practice is None or not yearly.can_answer(asked):
        return render(request, "good_practices/confirm.html", {"crumbs": way()}, status=410)
    if request.method == "POST":
        yearly.confirm(asked, now)
        return redirect("practices:confirmed")
    return render(request, "good_practices/confirm.html", {**about(practice), "crumbs": way()})


@never_cache
def confirmed(request: HttpRequest) -> HttpResponse:
    """Thank for the answer."""
    return render(request, "good_practices/confirmed.html", {"crumbs": way()})


@member_space
@require_POST
def confirm_due(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take the answer of somebody who signed in, and return to where they pressed the button."""
    practice = get_object_or_404(GoodPracticePage.objects.originals(), translation_key=key)
    if not rules.can_confirm(request.user, practice):
        raise Http404
    user: Any = request.user
    try:
        yearly.confirm_due(practice, user, timezone.now())
    except Decided:
        messages.info(request, _("Nobody waits for an answer about this practice now."))
    else:
        messages.success(request, _("The practice is confirmed, and its page says so. You are asked again in a year."))
    return back_to(request.POST.get("back", ""), practice)


def back_to(place: str, practice: GoodPracticePage) -> HttpResponse:
    """Lead to one's own list, to the editors' desk, or to the steps of the practice."""
    if place == "list":
        return redirect("my_practices:list")
    if place == "desk":
        return redirect("practice_desk:check", practice.pk)
    return redirect("my_practices:detail", practice.translation_key)


def shown(asked: Confirmation) -> GoodPracticePage | None:
    """Return the practice of a question as everybody may read it, in the language of the page if it has one."""
    found = GoodPracticePage.objects.public_to_all().filter(translation_key=asked.practice_key)
    versions = sorted(found.select_related("locale"), key=lambda page: page.language != language())
    return versions[0] if versions else None


def about(practice: GoodPracticePage) -> dict[str, object]:
    """Return what the page says about a practice."""
    return {
        "title": practice.title,
        "language": practice.language,
        "text": practice.one_line,
        "url": practice.url_in(language()),
        "edit_url": reverse("my_practices:edit", args=[practice.translation_key]),
    }


def way() -> list[dict[str, str]]:
    """Return the way to the page."""
    return [{"title": _("Home"), "url": f"/{language()}/"}, {"title": _("Confirm a practice"), "url": ""}]
