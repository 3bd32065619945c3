"""A member's pages that end a practice and take it up again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from blocks.forms import CleanCharField
from good_practices import actions, ending, kept, rules
from good_practices.models import GoodPracticePage
from good_practices.views import crumbs, find, member_space


class EndForm(forms.Form):
    """Why a practice ended, and what others can learn from it."""

    reason = CleanCharField(
        label=gettext_lazy("Why did it end?"),
        multiline=True,
        max_length=600,
        help_text=gettext_lazy("Everybody reads it, in the language in which the practice was written."),
    )
    lessons = CleanCharField(
        label=gettext_lazy("What did you learn?"),
        multiline=True,
        max_length=2000,
        help_text=gettext_lazy("What you would do again, and what you would do otherwise."),
    )


@member_space
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for the reason and the lessons, and end the practice."""
    practice = find(request, key)
    is_over = practice.status == GoodPracticePage.Status.ENDED
    if request.method != "POST" and (is_over or not rules.can_end(request.user, practice)):
        return redirect("my_practices:detail", key)
    form = EndForm(request.POST if request.method == "POST" else kept.take(request))
    if request.method != "POST":
        return show(request, practice, form)
    if not form.is_valid():
        return show(request, practice, form, status=422)
    return write(request, practice, form) or show(request, practice, form, status=409)


def write(request: HttpRequest, practice: GoodPracticePage, form: EndForm) -> HttpResponse | None:
    """End the practice; nothing when it cannot be ended now."""
    user: Any = request.user
    try:
        ending.end(practice, user, **form.cleaned_data)
    except actions.Busy:
        messages.error(request, _("The editors have this practice now. Take it back if you want to change it."))
        return None
    except actions.Decided:
        messages.info(request, _("Somebody else has ended it already."))
    else:
        messages.success(request, _("The practice has ended. Its page is kept."))
    return redirect("my_practices:detail", practice.translation_key)


def show(request: HttpRequest, practice: GoodPracticePage, form: EndForm, status: int = 200) -> HttpResponse:
    """Show the form."""
    context = {"practice": practice, "form": form, "crumbs": crumbs(practice, _("End the practice"))}
    return render(request, "good_practices/my/end.html", context, status=status)


@member_space
@require_POST
def take_up(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take an ended practice up again."""
    practice = find(request, key)
    user: Any = request.user
    try:
        ending.take_up(practice, user)
    except actions.Busy:
        messages.error(request, _("The editors have this practice now. Take it back if you want to change it."))
    except actions.Decided:
        messages.info(request, _("It goes on already."))
    else:
        messages.success(request, _("The practice goes on."))
    return redirect("my_practices:detail", key)
