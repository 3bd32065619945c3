"""How the site is, in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from health import rules, running
from health.findings import Finding, State, look

SIGNS = {State.GOOD: "circle-check", State.LOOK: "warning", State.BROKEN: "warning", State.UNKNOWN: "help"}
TONES = {State.GOOD: "success", State.LOOK: "warning", State.BROKEN: "critical", State.UNKNOWN: "info"}


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Show what each check found."""
    if not rules.can_see_health(request.user):
        raise PermissionDenied
    title = str(_("Health of the site"))
    context = {
        "rows": [as_row(finding) for finding in look(running.CHECKS)],
        "header_title": title,
        "header_icon": "cogs",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "health/cms/health.html", context)


def as_row(finding: Finding) -> dict[str, Any]:
    """Return what one row shows."""
    answer = finding.answer
    return {
        "label": finding.check.label,
        "state": answer.state.label,
        "sign": SIGNS[answer.state],
        "said": answer.said,
        "remedy": answer.remedy,
    }
