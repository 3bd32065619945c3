"""The desk in the admin: reports that wait, and the decision on each."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from moderation import actions, rules
from moderation.forms import DecideForm, JudgeForm
from moderation.kinds import kinds
from moderation.models import Appeal, Report

PAGE_SIZE = 50


def overview(request: HttpRequest) -> HttpResponse:
    """List the reports: those that wait, or whose appeal does, first, the oldest on top; then the decided ones."""
    if not rules.can_decide(request.user):
        raise PermissionDenied
    waits = Q(state=Report.State.WAITING) | Q(appeal__state=Appeal.State.WAITING)
    heap = Case(When(waits, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Report.objects.visible_to(request.user).select_related("author", "decided_by", "appeal")
    page = Paginator(found.order_by(heap, "made_at", "pk"), PAGE_SIZE).get_page(request.GET.get("p"))
    return render(
        request, "moderation/cms/list.html", {"page": page, **header(str(_("Reports and first comments")), [])}
    )


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was reported and why, and take the decision."""
    if not rules.can_decide(request.user):
        raise PermissionDenied
    found = get_object_or_404(Report.objects.visible_to(request.user).select_related("author", "decided_by"), pk=pk)
    hides = request.method == "POST" and request.POST.get("step") == "hide"
    form = DecideForm(request.POST if hides else None)
    if request.method != "POST":
        return show(request, found, form)
    if hides and not form.is_valid():
        return show(request, found, form, status=422)
    try:
        decide(request, found, form if hides else None)
    except actions.Decided:
        return too_late(request, found, form)
    return redirect("moderation:list")


def too_late(request: HttpRequest, found: Report, form: DecideForm) -> HttpResponse:
    """Show what was decided meanwhile, with what was typed; lead back from what its author has taken back."""
    if not Report.objects.filter(pk=found.pk).exists():
        messages.error(request, _("Nothing is left to decide: its author has taken it back."))
        return redirect("moderation:list")
    messages.error(request, _("Nothing was changed: somebody else has decided already."))
    return show(request, found, form, status=409)


def decide(request: HttpRequest, found: Report, form: DecideForm | None) -> None:
    """Hide what was reported when there is a reason, else let it stand."""
    if form:
        actions.hide(found, by=request.user, reason=form.cleaned_data["reason"])
        done = _("Hidden. The author is told by mail.")
    else:
        actions.dismiss(found, by=request.user)
        done = (
            _("Everybody can read it now. The author is told by mail.") if found.is_first else _("It stays as it is.")
        )
    messages.success(request, done)


def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision on an appeal; nobody who took the first one does."""
    if not rules.can_decide(request.user):
        raise PermissionDenied
    found = get_object_or_404(
        Report.objects.visible_to(request.user).select_related("appeal"), pk=pk, appeal__isnull=False
    )
    step = STEPS.get(request.POST.get("step", ""))
    if request.method != "POST" or step is None:
        return redirect("moderation:detail", pk)
    form = JudgeForm(request.POST)
    if not form.is_valid():
        return show(request, found, DecideForm(), judging=form, status=422)
    try:
        step(found.appeal, by=request.user, reason=form.cleaned_data["reason"])
    except actions.Decided:
        messages.error(request, _("Nothing was changed: somebody else has decided already."))
        return show(request, found, DecideForm(), judging=form, status=409)
    messages.success(request, _("The author is told by mail."))
    return redirect("moderation:list")


STEPS = {"grant": actions.grant, "refuse": actions.refuse}


def show(
    request: HttpRequest, found: Report, form: DecideForm, *, judging: JudgeForm | None = None, status: int = 200
) -> HttpResponse:
    """Show a report as it stands now, with all others about the same, and its appeal."""
    found = Report.objects.select_related("author", "decided_by", "appeal__decided_by").get(pk=found.pk)
    kind = kinds().get(found.kind)
    alike = Report.objects.visible_to(request.user).filter(kind=found.kind, number=found.number)
    context: dict[str, Any] = {
        "report": found,
        "alike": alike,
        "address": kind.address(found.number) if kind else "",
        "form": form,
        "can_decide": rules.can_decide_on(request.user, found),
        "appeal": getattr(found, "appeal", None),
        "judging": judging or JudgeForm(),
        "can_judge": hasattr(found, "appeal") and rules.can_judge(request.user, found.appeal),
        **header(str(found.title), [{"url": reverse("moderation:list"), "label": _("Reports and first comments")}]),
    }
    return render(request, "moderation/cms/detail.html", context, status=status)


def header(title: str, above: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what Wagtail's base template shows above a page."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "header_title": title,
        "header_icon": "warning",
        "breadcrumbs_items": [home, *above, {"url": "", "label": title}],
    }
