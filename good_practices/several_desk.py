"""The editors' pages that decide about several practices at once, and take that back."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from good_practices import actions, rules, several
from good_practices.models import Batch, BatchItem
from good_practices.several_forms import FORMS, OrderForm

Chosen = list[tuple[Any, int]]
"""Practices, each with the version that the editor saw."""


def decide(request: HttpRequest) -> HttpResponse:
    """Show what was ticked in the work list, take what the decision needs, and order it."""
    if not rules.is_checker(request.user):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else request.GET
    verb = sent.get("verb", "")
    chosen = chosen_from(sent.getlist("chosen"), request.user)
    if verb not in FORMS or not chosen:
        messages.error(request, _("Tick the practices that you mean, and choose what to do with them."))
        return redirect("practice_desk:work_list")
    if request.method != "POST":
        return show(request, verb, chosen, FORMS[verb]())
    form = FORMS[verb](request.POST)
    if not form.is_valid():
        return show(request, verb, chosen, form, status=422)
    return order(request, verb, chosen, form)


def chosen_from(sent: Iterable[str], user: Any) -> Chosen:
    """Return the practices that were ticked, as far as the editor may work on them."""
    pairs = (one.partition(".") for one in sent)
    seen = {
        int(number): int(revision)
        for number, _dot, revision in pairs
        if all(part.isascii() and part.isdecimal() and len(part) < 10 for part in (number, revision))
    }
    found = several.practices().writable_by(user).filter(pk__in=list(seen)[: several.MOST]).order_by("pk")
    return [(page, seen[page.pk]) for page in found]


def order(request: HttpRequest, verb: str, chosen: Chosen, form: OrderForm) -> HttpResponse:
    """Order it, unless none of them can be done."""
    user: Any = request.user
    told = told_of(chosen, user, verb, form.details)
    if all(why for _page, _seen, why in told):
        messages.error(request, _("None of them can be done; each one says why."))
        return show(request, verb, chosen, form, status=422)
    several.order(chosen, user, verb=verb, details=form.details, key=form.cleaned_data["key"])
    return redirect("practice_desk:work_list")


def told_of(chosen: Chosen, user: Any, verb: str, details: dict[str, Any]) -> list[tuple[Any, int, str]]:
    """Return the practices, each with the reason why nothing will be done with it, or none."""
    found = ((page, seen, several.hindrance(page, user, seen, verb=verb, details=details)) for page, seen in chosen)
    return [(page, seen, str(BatchItem.Outcome(why).label) if why else "") for page, seen, why in found]


def show(request: HttpRequest, verb: str, chosen: Chosen, form: OrderForm, status: int = 200) -> HttpResponse:
    """Show the practices, with the reasons against some, and the form."""
    from good_practices.desk import header

    rows = told_of(chosen, request.user, verb, form.details if form.is_bound and form.is_valid() else {})
    context = {
        "rows": rows,
        "number": sum(not why for _page, _seen, why in rows),
        "form": form,
        "verb": verb,
        "seconds": int(several.PAUSE.total_seconds()),
        **header(str(Batch.Verb(verb).label), [{"url": reverse("practice_desk:work_list"), "label": _("Work list")}]),
    }
    return render(request, "good_practices/cms/several.html", context, status=status)


@require_POST
def undo(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a decision back that has not been carried out yet."""
    if not rules.is_checker(request.user):
        raise PermissionDenied
    batch = Batch.objects.visible_to(request.user).filter(key=key).first()
    if batch is None:
        raise PermissionDenied
    try:
        several.undo(batch, request.user)  # type: ignore[arg-type]  # `is_checker` lets editors in only
    except actions.Decided:
        messages.error(request, _("It is too late to undo this; see below what was done."))
    else:
        messages.success(request, _("Undone: nothing was changed, and nobody was told."))
    return redirect("practice_desk:work_list")


def last_order(user: Any) -> dict[str, Any] | None:
    """Return what an editor ordered last, as the work list shows it for a day; nothing when it was undone."""
    recent = Batch.objects.visible_to(user).filter(ordered_at__gt=timezone.now() - several.SHOWN)
    batch = recent.exclude(state=Batch.State.UNDONE).prefetch_related("items__practice__locale").first()
    if batch is None:
        return None
    items = list(batch.items.all())
    left = [item for item in items if item.outcome not in {"", BatchItem.Outcome.DONE}]
    return {"batch": batch, "number": len(items) - len(left), "left": left}


def ordered_now() -> set[int]:
    """Return the practices that a decision waits for."""
    waiting = BatchItem.objects.filter(outcome="", batch__state__in=(Batch.State.WAITING, Batch.State.BEGUN))
    return set(waiting.values_list("practice", flat=True))
