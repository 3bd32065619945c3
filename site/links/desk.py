"""The report of broken links in the admin: which page, which words, since when."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from links import rules
from links.models import BrokenLink

PAGE_SIZE = 50


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show what did not open when it was asked, the longest broken first."""
    if not rules.can_see_report(request.user):
        raise PermissionDenied
    found = BrokenLink.objects.visible_to(request.user).select_related("page__locale")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    title = str(_("Broken links"))
    context = {
        "page": page,
        "rows": [as_row(one) for one in page.object_list],
        "is_on": settings.CHECK_OUTSIDE_LINKS,
        "header_title": title,
        "header_icon": "link",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": title},
        ],
    }
    return render(request, "links/cms/report.html", context)


def as_row(one: BrokenLink) -> dict[str, Any]:
    """Return what one row shows."""
    return {
        "title": one.page.title,
        "url": reverse("wagtailadmin_pages:edit", args=[one.page_id]),
        "language": one.page.locale.language_code,
        "words": one.words,
        "address": one.address,
        "reason": one.get_reason_display(),
        "days": max((timezone.now() - one.found_at).days, 0),
    }
