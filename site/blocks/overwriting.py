"""Holds back what would overwrite somebody's newer text in the page editor, and shows both.

Wagtail's own dialog names who saved, and no text; without JavaScript it does not come at all.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

CONFLICT = 409
OPENED = ("loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id")
"""What a form tells of the version that it was opened with."""


def hold_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Return the page with both texts when a form was opened before the latest version was saved, else nothing.

    `page` is the latest version. What was typed goes on with its own button, and from then on stands on the latest
    version. Saving by itself is Wagtail's own: it stops and says why.
    """
    latest = page.latest_revision
    if request.method != "POST" or not latest or not request.accepts("text/html"):
        return None
    others = saved_by_others(request, page)
    if others is None:
        return None
    typed, errors = read_typed(request, page)
    context = {
        "page": page,
        "others": others,
        "differences": differences(request, page, typed),
        "errors": errors,
        "kept": kept(request.POST, latest),
        "header_title": _("There is a newer version"),
        "breadcrumbs_items": [{"url": reverse("wagtailadmin_pages:edit", args=[page.pk]), "label": page.draft_title}],
    }
    return render(request, "blocks/cms/overwriting.html", context, status=CONFLICT)


def saved_by_others(request: HttpRequest, page: Page) -> Revision | None:
    """Return what somebody else saved last since the form was opened.

    What one saved oneself since then is no conflict: the editor saves by itself, and the form does not know of it.
    """
    opened = moment(request.POST.get("loaded_revision_created_at", ""))
    if opened is None:
        return None
    newer = page.revisions.filter(created_at__gt=opened).exclude(user=request.user)
    found: Revision | None = newer.select_related("user").order_by("-created_at").first()
    return found


def moment(text: str) -> datetime | None:
    """Return a moment with its zone, nothing for what is none."""
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def read_typed(request: HttpRequest, page: Page) -> tuple[Page, dict[str, Any]]:
    """Return the page as it was typed, and the errors of fields that it therefore still shows as they are saved."""
    own = page.get_latest_revision_as_object()
    form_class = page.get_edit_handler().get_form_class()
    form = form_class(request.POST, request.FILES, instance=own, parent_page=page.get_parent(), for_user=request.user)
    form.defer_required_fields()
    if form.is_valid():
        return form.save(commit=False), {}
    return own, {form.fields[name].label or name: error for name, error in form.errors.items() if name in form.fields}


def differences(request: HttpRequest, page: Page, typed: Page) -> list[Any]:
    """Return the fields in which what was typed differs from the latest version, as Wagtail compares versions."""
    panel = page.get_edit_handler().get_bound_panel(instance=page, request=request, form=None)
    found = (comparison(page, typed) for comparison in panel.get_comparison())
    return [difference for difference in found if difference.has_changed()]


def kept(sent: Any, latest: Revision) -> list[tuple[str, str]]:
    """Return all that was typed, to be sent again, now as an answer to the latest version."""
    again = [(name, value) for name, values in sent.lists() if name not in OPENED for value in values]
    opened = [("loaded_revision_id", str(latest.pk)), ("loaded_revision_created_at", latest.created_at.isoformat())]
    return [pair for pair in again if pair[0] != "csrfmiddlewaretoken"] + opened
