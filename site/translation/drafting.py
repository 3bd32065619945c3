"""The admin's page of a machine draft: what it costs, what is left, what became of it, and the button; all in short."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.models import Translation

from translation import budget, machine, rules
from translation.engines import engine
from translation.models import MachineDraft

State = MachineDraft.State


def machine_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where a machine draft stands; take the order for one."""
    found = Translation.objects.filter(pk=pk, enabled=True).select_related("source", "target_locale").first()
    # The same answer as for what does not exist: numbers cannot be tried out.
    if found is None or not rules.can_translate(request.user, found):
        raise PermissionDenied
    page = found.get_target_instance()
    if request.method == "POST":
        if engine() is None or not rules.can_change_now(request.user, page):
            raise PermissionDenied
        machine.ask(found, by=request.user)
        return redirect("machine_draft", pk)
    return render(request, "translation/cms/draft.html", around(found, page))


def around(found: Translation, page: Any) -> dict[str, Any]:
    """Return what the page shows."""
    tool, cost, left = engine(), machine.cost(found), budget.left()
    is_public = machine.is_public(found)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return {
        "engine": tool.display_name if tool else "",
        "cost": cost,
        "left": left,
        "unread": machine.unread(found).count(),
        "is_public": is_public,
        "can_ask": bool(tool and cost and cost <= left and is_public),
        "draft": MachineDraft.objects.filter(translation=found).first(),
        "editor": editor,
        "header_title": _("Machine draft"),
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": [{"url": editor, "label": str(page)}, {"url": "", "label": _("Machine draft")}],
    }


def drafts_of(records: list[int]) -> dict[int, str]:
    """Return what became of the machine drafts of some translations, by the number of the translation."""
    found = MachineDraft.objects.filter(translation__in=records)
    return {draft.translation_id: in_words(draft) for draft in found}


def in_words(draft: MachineDraft) -> str:
    """Say how far a draft is, how much it wrote, and what went wrong."""
    number = draft.texts
    written = ngettext("%(number)s text written", "%(number)s texts written", number) % {"number": number}
    parts = [draft.get_state_display(), *([] if draft.state == State.WAITING else [written])]
    return " · ".join([*map(str, parts), *([str(draft.get_problem_display())] if draft.problem else [])])


def offer() -> str:
    """Say what the table's button of machine drafts may still send; nothing without an engine."""
    tool = engine()
    if tool is None:
        return ""
    return _("%(engine)s may be sent %(left)s more characters this month.") % {
        "engine": tool.display_name,
        "left": budget.left(),
    }
