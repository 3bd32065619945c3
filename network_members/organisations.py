"""The directory of organisations that everybody reads, the page of one, and the form that writes to it."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.images.shortcuts import get_rendition_or_not_found

from blocks.pages import Alternate
from caching.pages import kept_with
from language.collation import sort_key
from network_members import letters, mails
from network_members.contacts import text_in
from network_members.directory import TITLES, WORDS, Directory, whereabouts
from network_members.models import Organisation
from network_members.paging import page_of
from network_members.showing import people_of
from network_members.space import language
from network_members.words import titles
from vocabulary.merged import address_today
from vocabulary.models import Place, ServiceKind

PANELS = "organisation_panels"
"""Hook: a function of the request and an organisation that returns rendered sections for its page."""
LOGO = "max-240x160"


@kept_with(*TITLES, "q", "page")
def overview(request: HttpRequest) -> HttpResponse:
    """List the organisations that may be seen, narrowed by filters and words, by the alphabet; and map them."""
    today = address_today(request, WORDS)
    if today:
        return redirect(today, permanent=True)
    directory = Directory.read(request)
    page = page_of(request, directory.found)
    context = {
        "directory": directory,
        "rows": [as_row(one, directory.labels["place"]) for one in page.object_list],
        "alternates": alternates(request),
        "crumbs": crumbs(),
        "listed": page,
    }
    return render(request, "network_members/organisations/list.html", context)


def as_row(organisation: Organisation, places: dict[str, str]) -> dict[str, Any]:
    """Return what one row of the directory shows."""
    text, text_language = text_in(language(), organisation, "description")
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


@kept_with()
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one organisation; with those of its people who let the reader know."""
    organisation = find(request, code)
    services, places = titles(ServiceKind, language()), titles(Place, language())
    context = {
        **as_row(organisation, places),
        "organisation": organisation,
        "contact": contact_of(organisation),
        "logo": logo_of(organisation),
        "services": sorted(
            (services[one.code] for one in organisation.services.all() if one.code in services), key=sort_key
        ),
        "people": people_of(organisation, request.user),
        "panels": [section for ask in hooks.get_hooks(PANELS) for section in ask(request, organisation)],
        "map": whereabouts(organisation, places),
        "alternates": alternates(request),
        "crumbs": crumbs(organisation),
    }
    return render(request, "network_members/organisations/detail.html", context)


def find(request: HttpRequest, code: str) -> Organisation:
    """Return an organisation that the reader may see; raise Http404 for any other."""
    found = Organisation.objects.visible_to(request.user).select_related("place__country", "logo")
    return get_object_or_404(found.prefetch_related("services"), code=code)


def contact_of(organisation: Organisation) -> dict[str, Any]:
    """Return how the public reaches an organisation."""
    address, address_language = text_in(language(), organisation, "address")
    hours, hours_language = text_in(language(), organisation, "hours")
    return {
        "address": address,
        "address_language": address_language,
        "hours": hours,
        "hours_language": hours_language,
        "phone": organisation.phone,
        "page": organisation.contact_page,
        "write_url": reverse("organisations:write", args=[organisation.code]) if organisation.email else "",
    }


def logo_of(organisation: Organisation) -> Any:
    """Return the organisation's logo in the size of its page; nothing when its file is lost."""
    picture = get_rendition_or_not_found(organisation.logo, LOGO) if organisation.logo else None
    return picture if picture and picture.width else None


@never_cache
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Let anybody write to an organisation that takes messages; its address stays with us."""
    organisation = find(request, code)
    if not organisation.email:
        raise Http404
    show = partial(show_letter, organisation)
    if request.method == "POST":
        return letters.answer(request, letters.LetterForm(request.POST), partial(deliver, organisation), show)
    return show(request, letters.LetterForm())


def show_letter(organisation: Organisation, request: HttpRequest, form: Any, status: int = 200) -> HttpResponse:
    """Show the form, or that the message has left."""
    context = {
        "name": organisation.name_in(language()),
        "language": organisation.name_language(language()),
        "url": reverse("organisations:detail", args=[organisation.code]),
        "form": form,
        "sent": letters.SENT in request.GET and not form.is_bound,
        "crumbs": [*crumbs(organisation), {"title": _("Write to the organisation"), "url": ""}],
    }
    return render(request, "network_members/organisations/write.html", context, status=status)


@transaction.atomic
def deliver(organisation: Organisation, letter: dict[str, Any]) -> None:
    """Hand a letter to its organisation, and a receipt to who wrote it."""
    mails.pass_on(organisation, letter)
    mails.tell_passed_on(organisation, letter, language())


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
    return [*way, {"title": name, "url": reverse("organisations:detail", args=[organisation.code]), "language": spoken}]
