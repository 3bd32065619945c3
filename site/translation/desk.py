"""The table of translations in the admin, what can be done from it, and one item text by text."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.models import Page
from wagtail_localize.models import Translation

from translation import actions, drafting, rules
from translation.publishing import NotReady
from translation.states import State, field_states
from translation.table import Choice, Narrowing, judged, kinds, names_of, originals, rows

PAGE_SIZE = 50
SORTS = {
    "oldest": gettext_lazy("Longest in this state"),
    "newest": gettext_lazy("Shortest in this state"),
    "title": gettext_lazy("Title"),
}
STEPS: dict[str, Callable[[Page, Any], None]] = {
    "begin": actions.begin,
    "draft": actions.draft,
    "publish": actions.publish,
}
"""What can be done with the ticked rows."""
MORE_STEPS, HOLDERS = "translation_steps", "translation_holders"
"""Hooks of other rooms: functions that return name, words and action of a step; and who has some translations."""
DOORS, NARROWINGS = "translation_doors", "translation_narrowings"
"""Hooks of other rooms: functions that return name, words and address of a page that asks more; and a `Narrowing`."""


def table(request: HttpRequest) -> HttpResponse:
    """Show every public page with the state of its translation; begin or publish those that are ticked."""
    if not rules.can_see_report(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return show(request)
    more = {name: action for name, _words, action in more_steps()}
    step = (STEPS | more).get(request.POST.get("step", ""))
    chosen = list(originals().filter(pk__in=ticked_in(request.POST)[:PAGE_SIZE]))
    door = {name: address for name, _words, address in doors()}.get(request.POST.get("step", ""))
    if door and chosen:
        return redirect(f"{reverse(door)}?{urlencode([('page', page.pk) for page in chosen])}")
    if step is None or not chosen:
        messages.error(request, _("Tick at least one row, then choose what to do with it."))
        return show(request, status=422)
    done = sum(do(request, step, page) for page in chosen)
    if done:
        messages.success(request, _("Done for %(done)s of %(all)s rows.") % {"done": done, "all": len(chosen)})
    return redirect(request.get_full_path())


def ticked_in(sent: QueryDict) -> list[str]:
    """Return the numbers of the ticked pages."""
    return [pk for pk in sent.getlist("page") if pk.isdecimal() and pk.isascii() and len(pk) < 10]


def doors() -> list[tuple[str, Any, str]]:
    """Return the pages of other rooms that ask more about the ticked rows."""
    return [ask() for ask in hooks.get_hooks(DOORS)]


def more_steps() -> list[tuple[str, Any, Callable[[Page, Any], None]]]:
    """Return what other rooms can do with the ticked rows."""
    return [ask() for ask in hooks.get_hooks(MORE_STEPS)]


def holders_of(found: list[Any]) -> dict[int, str]:
    """Return who has a translation, as other rooms know it, by the number of its record."""
    records = [row.record_pk for row in found if row.record_pk]
    return {record: words for ask in hooks.get_hooks(HOLDERS) for record, words in ask(records).items()}


def do(request: HttpRequest, step: Callable[[Page, Any], None], page: Page) -> bool:
    """Take a step with one row, and say at its name why not."""
    try:
        step(page, request.user)
    except NotReady as reason:
        messages.error(request, f"“{page.title}”: {reason}")
    except PermissionDenied:
        messages.error(request, f"“{page.title}”: " + _("You may not do this with this page."))
    else:
        return True
    return False


def show(request: HttpRequest, status: int = 200) -> HttpResponse:
    """Show the rows that were asked for."""
    narrowings = [ask() for ask in hooks.get_hooks(NARROWINGS)]
    choice = chosen_in(request, narrowings)
    page = Paginator(rows(choice), PAGE_SIZE).get_page(request.GET.get("p"))
    found = list(page.object_list)
    names = names_of({row.translator_pk for row in found if row.translator_pk})
    held, drafted = holders_of(found), drafting.drafts_of([row.record_pk for row in found if row.record_pk])
    ticked = set(request.POST.getlist("page"))
    context = {
        "page": page,
        "rows": [
            as_row(row, names, ticked)
            | {"holder": held.get(row.record_pk, ""), "draft": drafted.get(row.record_pk, "")}
            for row in found
        ],
        "more_steps": more_steps(),
        "doors": doors(),
        "narrowings": [(one, request.GET.get(one.name, "")) for one in narrowings],
        "machine": drafting.offer(),
        "choice": choice,
        "kinds": sorted((name, capfirst(str(model._meta.verbose_name))) for name, model in kinds().items()),
        "languages": settings.LANGUAGE_NAMES.items(),
        "states": State.choices,
        "sorts": SORTS.items(),
        **header(str(_("Translations")), []),
    }
    return render(request, "translation/cms/table.html", context, status=status)


def chosen_in(request: HttpRequest, narrowings: list[Narrowing]) -> Choice:
    """Return what the address asks for; what it does not know stands for everything."""
    asked = {name: request.GET.get(name, "") for name in ("kind", "language", "state", "sort")}
    values = [(one, request.GET.get(one.name, "")) for one in narrowings]
    records = tuple(one.records(value) for one, value in values if value in dict(one.options))
    return Choice(**asked, records=records, search=request.GET.get("q", "").replace("\0", "").strip()[:100])


def as_row(page: Any, names: dict[int, str], ticked: set[str]) -> dict[str, Any]:
    """Return what one row of the table shows: a cell per language, the original in its own."""
    original = page.locale.language_code
    return {
        "pk": page.pk,
        "title": page.title,
        "language": original,
        "kind": capfirst(str(page.content_type.model_class()._meta.verbose_name)),
        "cells": [{"is_original": code == original, "state": page.state} for code, _name in settings.LANGUAGES],
        "state": State(page.state).label,
        "since": page.since,
        "owner": str(page.owner or ""),
        "translator": names.get(page.translator_pk, ""),
        "target_pk": page.target_pk,
        "has_texts": page.record_pk is not None,
        "ticked": str(page.pk) in ticked,
    }


def texts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item text by text: the original, what stands for it, and what changed since."""
    if not rules.can_see_report(request.user):
        raise PermissionDenied
    page = get_object_or_404(judged(originals()).select_related("locale"), pk=pk)
    kept = Translation.objects.select_related("source", "target_locale").filter(pk=page.record_pk).first()
    above = [{"url": reverse("translation_desk:table"), "label": _("Translations")}]
    fields = field_states(kept) if kept else []
    names = names_of({field.reader_pk for field in fields if field.reader_pk})
    context = {
        "page": page,
        "fields": [(field, names.get(field.reader_pk or 0, "")) for field in fields],
        "state": State(page.state).label,
        "language": page.locale.language_code,
        "other": kept.target_locale.language_code if kept else "",
        **header(page.title, above),
    }
    return render(request, "translation/cms/texts.html", context)


def header(title: str, above: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what Wagtail's base template shows above a page."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "header_title": title,
        "header_icon": "wagtail-localize-language",
        "breadcrumbs_items": [home, *above, {"url": "", "label": title}],
    }
