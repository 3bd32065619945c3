"""Whoever reads an adoption says that it does not keep to the rules; moderators decide."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from adoptions import actions, rules
from adoptions.models import TEXTS, Adoption
from adoptions.practices import page_for
from comments.reporting import TOO_MANY, may_report, where_to_appeal
from moderation import actions as moderation
from moderation.forms import ReportForm
from moderation.kinds import Kind
from moderation.models import Report
from network_members.space import language

NAME = "adoption"


@never_cache
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take a report about an adoption that everybody reads."""
    adoption = Adoption.objects.visible_to(request.user).select_related("organisation", "owner").filter(key=key).first()
    page = page_for(adoption.practice_key, language()) if adoption else None
    if adoption is None or page is None or not rules.can_report(request.user, adoption):
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    status, address = 422 if form.is_bound else 200, f"{page.url_in(language())}#adoptions"
    if form.is_valid():
        if may_report(request.user):
            keep(adoption, request.user, form.cleaned_data)
            messages.success(request, _("Thank you. The moderators look at it; the author does not learn who you are."))
            return redirect(address)
        form.add_error(None, TOO_MANY)
        status = 429
    body = adoption.body_in(language())
    context = {"form": form, "adoption": adoption, "body": body, "page": page, "address": address}
    return render(request, "adoptions/report.html", context, status=status)


def keep(adoption: Adoption, reporter: Any, typed: dict[str, Any]) -> None:
    """Hand a report on, with what stood there."""
    texts = (getattr(adoption, f"{name}_{adoption.language}") for name in TEXTS)
    words = "\n\n".join(filter(None, (adoption.where, *texts)))[:3000]
    what = moderation.Reported(NAME, adoption.pk, words, adoption.language, adoption.owner)
    person = reporter if reporter.is_authenticated else None
    moderation.report(what, person, reason=typed["reason"], words=typed["words"])


def kind() -> Kind:
    """Return how adoptions are hidden, shown again, and found."""
    return Kind(NAME, gettext_lazy("Adoption"), hide, let_stand, actions.restore, address_of, where_to_appeal)


def hide(number: int) -> None:
    """Keep an adoption from readers, for the reason of the decision; moderation tells its author."""
    decided = Report.objects.filter(kind=NAME, number=number, state=Report.State.UPHELD).order_by("decided_at").last()
    if decided:
        actions.keep_back(number, reason=decided.decision[:600], by=decided.decided_by)


def let_stand(number: int) -> None:
    """Leave it as it is: nothing is held back before somebody has looked."""


def address_of(number: int) -> str:
    """Return where an adoption is read by those who decide; nothing when it is gone."""
    found = Adoption.objects.filter(pk=number).first()
    page = page_for(found.practice_key, found.language) if found else None
    return f"{page.url_in(language())}#adoptions" if page else ""
