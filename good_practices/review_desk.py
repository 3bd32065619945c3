"""Expert review at the editors' desk: whom to ask, and what came back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from good_practices import actions, reviewing, rules
from good_practices.models import GoodPracticePage, Review
from good_practices.review_forms import AskForm
from good_practices.review_words import told
from good_practices.reviewing import MOST, round_of, who_can_be_asked


def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an editor choose who reads a practice, and until when."""
    if not rules.is_checker(request.user):
        raise PermissionDenied
    practices = GoodPracticePage.objects.writable_by(request.user).select_related("locale", "owner")
    practice = get_object_or_404(practices, pk=pk)
    form = ask_form(request, practice)
    if request.method != "POST":
        return show(request, practice, form)
    if not form.is_valid():
        return show(request, practice, form, status=422)
    return send(request, practice, form) or show(request, practice, form, status=409)


def ask_form(request: HttpRequest, practice: GoodPracticePage) -> AskForm:
    """Return the form, with as many places as are left."""
    asked = round_of(practice).exclude(state=Review.State.DECLINED).count()
    sent = request.POST if request.method == "POST" else None
    return AskForm(sent, people=who_can_be_asked(practice), asked=asked)


def send(request: HttpRequest, practice: GoodPracticePage, form: AskForm) -> HttpResponse | None:
    """Ask the members; nothing when the practice does not wait for it any more."""
    values, user = form.cleaned_data, request.user
    try:
        reviewing.ask(
            practice,
            user,  # type: ignore[arg-type]  # `is_checker` lets editors in only
            revision=values["revision"],
            people=form.people,
            due_on=values["due_on"],
        )
    except actions.Conflict:
        messages.error(request, _("The text changed while you were reading. Read it again; your choice is kept below."))
    except actions.Decided:
        messages.error(request, _("This practice does not wait for a decision any more; nobody was asked."))
    except reviewing.TooMany:
        messages.error(request, _("Two or three members read a practice; others have been asked in the meantime."))
    else:
        messages.success(request, _("The reviewers have been asked by mail."))
        return redirect("practice_desk:check", practice.pk)
    return None


def show(request: HttpRequest, practice: GoodPracticePage, form: AskForm, status: int = 200) -> HttpResponse:
    """Show the form."""
    from good_practices.desk import header

    check = {"url": reverse("practice_desk:check", args=[practice.pk]), "label": practice.draft_title}
    above = [{"url": reverse("practice_desk:work_list"), "label": _("Work list")}, check]
    context = {
        "practice": practice,
        "form": form,
        "fields": [form[name] for name in (*form.places, "due_on")],
        "can_ask": can_ask(request.user, practice),
        **header(str(_("Ask reviewers")), above),
    }
    return render(request, "good_practices/cms/reviewers.html", context, status=status)


def can_ask(user: Any, practice: GoodPracticePage) -> bool:
    """Say whether there is room for another reviewer."""
    return rules.can_check(user, practice) and places_left(practice) > 0


def places_left(practice: GoodPracticePage) -> int:
    """Return how many more members can be asked."""
    return MOST - round_of(practice).exclude(state=Review.State.DECLINED).count()


def as_rows(practice: GoodPracticePage) -> list[dict[str, Any]]:
    """Return the reviews of the round that is going on, with names, for editors."""
    today = localdate()
    return [
        {
            "reviewer": str(review.reviewer or ""),
            "state": review.get_state_display(),
            "due_on": review.due_on,
            "still_counts": review.state != Review.State.DECLINED,
            "is_late": review.is_waiting and review.due_on < today,
            **told(review),
        }
        for review in round_of(practice).to_read()
    ]


def notes_to_take(practice: GoodPracticePage) -> dict[str, str]:
    """Return the reviewers' notes by the name of the box that takes them over, and reasons as the message."""
    found: dict[str, list[str]] = {}
    for review in round_of(practice).given().to_read():
        for note in review.notes.all():
            found.setdefault(f"note-{note.field}", []).append(note.text)
        if review.reasons:
            found.setdefault("message", []).append(review.reasons)
    return {name: "\n\n".join(texts) for name, texts in found.items()}
