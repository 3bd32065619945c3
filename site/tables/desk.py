"""Imports in the admin: handing a file in, watching it, starting and stopping it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tables import actions, rules
from tables.forms import UploadForm
from tables.kinds import Way
from tables.models import Import
from tables.notes import notes_of
from tables.rows import Fault
from tables.writing import TYPES, write

PAGE_SIZE = 30
FORMS = ("xlsx", "csv", "jsonl")
STEPS = {"start": actions.write, "stop": actions.stop}


def overview(request: HttpRequest) -> HttpResponse:
    """Show the imports and the form for another one; take a file."""
    kinds = rules.kinds_for(request.user)
    if not kinds:
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        way = Way(by=request.user, source=values["source"], publish=values["publish"])
        one = actions.begin(values["kind"], values["file"].name, values["content"], way)
        return redirect("imports:detail", one.public_id)
    imports = Import.objects.visible_to(request.user).defer("content", "faults").select_related("by")
    context = {
        "form": form,
        "page": Paginator(imports, PAGE_SIZE).get_page(request.GET.get("p")),
        "kinds": kinds.values(),
        "forms": FORMS[:2],
        **header(str(_("Import")), []),
    }
    return render(request, "tables/cms/list.html", context, status=422 if form.errors else 200)


def detail(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how far an import is, and what is wrong with its rows."""
    found = Import.objects.visible_to(request.user).defer("content").select_related("by")
    if not rules.can_import(request.user):
        raise PermissionDenied
    one = get_object_or_404(found, public_id=key)
    context = {
        "one": one,
        "kind": rules.kinds_for(request.user)[one.kind],
        "faults": [Fault(*fault) for fault in one.faults],
        "can_start": one.state in {Import.State.SOUND, Import.State.STOPPED, Import.State.FAILED},
        **header(one.name, [{"url": reverse("imports:list"), "label": _("Import")}]),
    }
    return render(request, "tables/cms/detail.html", context)


@require_POST
def take_step(request: HttpRequest, key: UUID) -> HttpResponse:
    """Start or stop an import."""
    if not rules.can_import(request.user):
        raise PermissionDenied
    one = get_object_or_404(Import.objects.visible_to(request.user), public_id=key)
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise BadRequest("no such step")
    try:
        step(one, by=request.user)
    except actions.TooLate:
        messages.error(request, _("The import has moved on in the meantime. Look where it stands now."))
    return redirect("imports:detail", key)


def template(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """Give an empty file with all columns."""
    kind = rules.kinds_for(request.user).get(name)
    if kind is None:
        raise PermissionDenied
    if form not in FORMS:
        raise Http404
    pieces = write(form, [column.name for column in kind.columns()], [], notes_of(kind))
    response = StreamingHttpResponse(pieces, content_type=TYPES[form])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


def header(title: str, above: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what Wagtail's base template shows above a page."""
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return {
        "header_title": title,
        "header_icon": "download",
        "breadcrumbs_items": [home, *above, {"url": "", "label": title}],
    }
