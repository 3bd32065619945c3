"""Editors ask one person for the translations they ticked in their table."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from network_members.models import User
from translation.desk import PAGE_SIZE, header, ticked_in
from translation.publishing import NotReady
from translation.rules import can_see_report
from translation.table import originals
from translators import assigning
from translators.forms import AssignForm


def assign(request: HttpRequest) -> HttpResponse:
    """Ask somebody for the translations of the pages in the address; those that were not asked for stay on it."""
    if not can_see_report(request.user):
        raise PermissionDenied
    pages = list(originals().filter(pk__in=ticked_in(request.GET)[:PAGE_SIZE]).select_related("locale"))
    if not pages:
        messages.error(request, _("Tick at least one row, then choose what to do with it."))
        return redirect("translation_desk:table")
    form = form_for(request, pages)
    if request.method != "POST":
        return show(request, pages, form)
    if not form.is_valid():
        return show(request, pages, form, status=422)
    left = [page for page in pages if not ask(request, page, form)]
    if len(left) < len(pages):
        done = {"done": len(pages) - len(left), "all": len(pages)}
        messages.success(request, _("Asked for %(done)s of %(all)s translations.") % done)
    return show(request, left, form, status=409) if left else redirect("translation_desk:table")


def form_for(request: HttpRequest, pages: list[Any]) -> AssignForm:
    """Return the form with the people who can be asked."""
    found = Locale.objects.values_list("pk", "language_code")
    into = {code for page in pages for pk, code in found if pk != page.locale_id}
    first = list(assigning.who_translates(into).select_related("organisation"))
    known = {person.pk for person in first}
    others = list(User.objects.members().exclude(pk__in=known).select_related("organisation"))
    words = {"el": _("Translate into Greek"), "en": _("Translate into English")}
    label = words[into.pop()] if len(into) == 1 else _("Translate into both languages")
    return AssignForm(request.POST if request.method == "POST" else None, first=first, others=others, words=label)


def ask(request: HttpRequest, page: Any, form: AssignForm) -> bool:
    """Ask for one translation, and say at its name why not."""
    values = form.cleaned_data
    try:
        assigning.assign(page, request.user, person=values["person"], due=values["due"])
    except NotReady as reason:
        messages.error(request, f"“{page.title}”: {reason}")
    except PermissionDenied:
        messages.error(request, f"“{page.title}”: " + _("You may not do this with this page."))
    else:
        return True
    return False


def show(request: HttpRequest, pages: list[Any], form: AssignForm, status: int = 200) -> HttpResponse:
    """Show the pages and the form."""
    above = [{"url": reverse("translation_desk:table"), "label": _("Translations")}]
    context = {
        "pages": pages,
        "form": form,
        "again": "?" + urlencode([("page", page.pk) for page in pages]),
        **header(_("Ask a person for translations"), above),
    }
    return render(request, "translators/cms/assign.html", context, status=status)
