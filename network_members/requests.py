"""Requests to become a member, as administrators read and answer them."""

from typing import Any

from django.contrib import messages
from django.db.models import Case, F, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from network_members import actions, kept, rules
from network_members.doors import only_for
from network_members.forms import ApproveForm, RefuseForm
from network_members.models import MembershipRequest
from network_members.paging import page_of
from network_members.space import language
from network_members.words import titles
from vocabulary.models import Country, Theme

State = MembershipRequest.State
DYES = {State.PENDING: "weld", State.APPROVED: "olive", State.REFUSED: "madder", State.UNVERIFIED: ""}


@only_for(rules.can_decide_membership)
def overview(request: HttpRequest) -> HttpResponse:
    """List the requests: those that wait first, the oldest on top; then the answered ones, the newest on top."""
    page = page_of(request, in_order(MembershipRequest.objects.visible_to(request.user)))
    countries = titles(Country, language())
    context = {
        "rows": [as_row(one, countries) for one in page.object_list],
        "waiting": MembershipRequest.objects.visible_to(request.user).waiting().count(),
        "crumbs": crumbs(),
        "listed": page,
    }
    return render(request, "network_members/requests/list.html", context)


def in_order(found: Any) -> Any:
    """Return requests in the order of the work: waiting, answered, not verified yet."""
    heap = Case(
        When(state=State.PENDING, then=Value(0)),
        When(state=State.UNVERIFIED, then=Value(2)),
        default=Value(1),
        output_field=IntegerField(),
    )
    found = found.select_related("applicant", "organisation", "country", "decided_by").annotate(heap=heap)
    return found.order_by("heap", F("decided_at").desc(nulls_last=True), "requested_at", "pk")


def as_row(request: MembershipRequest, countries: dict[str, str]) -> dict[str, Any]:
    """Return what one row of the list shows."""
    return {
        "url": reverse("membership_requests:detail", args=[request.pk]),
        "person": request.applicant,
        "tag": tag(request),
        "country": countries.get(request.country.code, ""),
        "age": (timezone.now() - request.requested_at).days if request.state == State.PENDING else None,
        "request": request,
        **body_of(request),
    }


def tag(request: MembershipRequest) -> dict[str, Any]:
    """Return the word for where a request stands."""
    return {"text": State(request.state).label, "dye": DYES[State(request.state)]}


def body_of(request: MembershipRequest) -> dict[str, str]:
    """Return the organisation that the applicant named."""
    if request.organisation is None:
        return {"organisation": request.organisation_name, "organisation_language": ""}
    return {
        "organisation": request.organisation.name_in(language()),
        "organisation_language": request.organisation.name_language(language()),
    }


@only_for(rules.can_decide_membership)
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one request, and take the answer."""
    found = MembershipRequest.objects.visible_to(request.user).select_related("applicant", "organisation", "country")
    asked = get_object_or_404(found, pk=pk)
    data = request.POST if request.method == "POST" else kept.take(request)
    refuses = data is not None and data.get("answer") == "refuse"
    refusal = RefuseForm(data if refuses else None, prefix="refuse")
    approval = ApproveForm(None if refuses else data, initial=wished(asked), prefix="approve")
    if request.method != "POST":
        return show(request, asked, approval, refusal)
    form = refusal if refuses else approval
    if not form.is_valid():
        return show(request, asked, approval, refusal, status=422)
    try:
        answer(asked, form, request.user)
    except actions.Decided:
        messages.error(request, _("Nothing was changed: this request does not wait for an answer any more."))
        return show(request, asked, approval, refusal, status=409)
    messages.success(request, _("Answered. The applicant is told by mail."))
    return redirect("membership_requests:list")


def answer(asked: MembershipRequest, form: ApproveForm | RefuseForm, by: Any) -> None:
    """Approve or refuse; raises Decided when somebody was quicker."""
    if isinstance(form, RefuseForm):
        actions.refuse(asked, by=by, reason=form.cleaned_data["reason"])
    else:
        actions.approve(asked, by=by, organisation=form.chosen())


def wished(asked: MembershipRequest) -> dict[str, str]:
    """Return the organisation that the applicant named, as the form shows it."""
    return {"organisation": asked.organisation.code if asked.organisation else "", "name": asked.organisation_name}


def show(
    request: HttpRequest, asked: MembershipRequest, approval: ApproveForm, refusal: RefuseForm, status: int = 200
) -> HttpResponse:
    """Show a request as it stands now, with what was typed."""
    asked.refresh_from_db()
    themes = titles(Theme, language())
    context = {
        "asked": asked,
        "tag": tag(asked),
        "country": titles(Country, language()).get(asked.country.code, ""),
        "themes": [themes[theme.code] for theme in asked.themes.all() if theme.code in themes],
        "approval": approval,
        "refusal": refusal,
        "can_decide": rules.can_decide(request.user, asked),
        "form": refusal if refusal.is_bound else approval,
        "crumbs": crumbs(str(asked.applicant)),
        **body_of(asked),
    }
    return render(request, "network_members/requests/detail.html", context, status=status)


def crumbs(title: str = "") -> list[dict[str, str]]:
    """Return the way to a page of the requests."""
    way = [
        {"title": _("My space"), "url": reverse("my:home")},
        {"title": _("Membership requests"), "url": reverse("membership_requests:list")},
    ]
    return [*way, {"title": title, "url": ""}] if title else way
