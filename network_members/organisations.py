"""The directory of organisations: who is in the network, by kind and place."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks

from blocks.pages import Alternate
from language.collation import sort_key
from network_members.directory import Directory
from network_members.models import Organisation, User
from network_members.paging import page_of, pager
from network_members.people import by_name
from network_members.space import language
from network_members.words import titles
from vocabulary.models import Place, ServiceKind

PANELS = "organisation_panels"
"""Hook: a function of the request and an organisation that returns rendered sections for its page."""


def overview(request: HttpRequest) -> HttpResponse:
    """List the organisations that may be seen, narrowed by kind and place, by the alphabet."""
    directory = Directory.read(request)
    page = page_of(request, directory.found)
    context = {
        "directory": directory,
        "rows": [as_row(one, directory.places) for one in page.object_list],
        "heading": ngettext("%(total)s organisation", "%(total)s organisations", page.paginator.count)
        % {"total": page.paginator.count},
        "alternates": alternates(request),
        "crumbs": crumbs(),
        **pager(request, page),
    }
    return render(request, "network_members/organisations/list.html", context)


def as_row(organisation: Organisation, places: dict[str, str]) -> dict[str, Any]:
    """Return what one row of the directory shows."""
    text, text_language = described(organisation)
    return {
        "name": organisation.name_in(language()),
        "language": organisation.name_language(language()),
        "url": reverse("organisations:detail", args=[organisation.code]),
        "code": organisation.code,
        "kind": organisation.get_kind_display(),
        "place": places.get(organisation.place.code, ""),
        "text": text,
        "text_language": text_language,
    }


def described(organisation: Organisation) -> tuple[str, str]:
    """Return the description with its language: the page's own, or the other one when it lacks."""
    texts = {"el": organisation.description_el, "en": organisation.description_en}
    own = language()
    other = next(code for code in texts if code != own)
    return (texts[own], own) if texts[own] or not texts[other] else (texts[other], other)


def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one organisation; its people are shown to members."""
    found = Organisation.objects.visible_to(request.user).select_related("place").prefetch_related("services")
    organisation = get_object_or_404(found, code=code)
    services = titles(ServiceKind, language())
    people = User.objects.visible_to(request.user).members().filter(organisation=organisation)
    context = {
        **as_row(organisation, titles(Place, language())),
        "organisation": organisation,
        "services": sorted(
            (services[one.code] for one in organisation.services.all() if one.code in services), key=sort_key
        ),
        "people": sorted(people, key=by_name) if request.user.is_authenticated else [],
        "panels": [section for ask in hooks.get_hooks(PANELS) for section in ask(request, organisation)],
        "alternates": alternates(request),
        "crumbs": crumbs(organisation),
    }
    return render(request, "network_members/organisations/detail.html", context)


def alternates(request: HttpRequest) -> list[Alternate]:
    """Return this page in every language."""
    path = request.get_full_path()
    return [Alternate(code, label, translate_url(path, code), False) for code, label in settings.LANGUAGES]


def crumbs(organisation: Organisation | None = None) -> list[dict[str, str]]:
    """Return the way to a page of the directory."""
    way = [
        {"title": _("Home"), "url": f"/{language()}/"},
        {"title": _("Organisations"), "url": reverse("organisations:list")},
    ]
    if organisation is None:
        return way
    name, spoken = organisation.name_in(language()), organisation.name_language(language())
    return [*way, {"title": name, "url": "", "language": spoken}]
