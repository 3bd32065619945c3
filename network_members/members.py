"""The directory of people: who is in the network, by name, organisation, country, theme and language."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from language.collation import sort_key
from language.folding import fold
from network_members.models import User
from network_members.organisations import alternates
from network_members.paging import page_of
from network_members.showing import CODES, Shown, Words, in_order, ready, show
from network_members.space import language
from network_members.tongues import NAMES

COUNTRY, ORGANISATION, THEME, TONGUE = "country", "organisation", "theme", "speaks"
TITLES = {
    COUNTRY: gettext_lazy("Country"),
    THEME: gettext_lazy("Theme"),
    TONGUE: gettext_lazy("Language spoken"),
    ORGANISATION: gettext_lazy("Organisation"),
}
CODES_OF: dict[str, Callable[[Shown], CODES]] = {
    COUNTRY: lambda one: (one.country,) if one.country else (),
    THEME: lambda one: one.themes,
    TONGUE: lambda one: one.tongues,
    ORGANISATION: lambda one: (one.organisation.code,) if one.organisation else (),
}
CLOSED = {ORGANISATION}


@dataclass(frozen=True)
class Members:
    """The people whom a reader may find, narrowed as they chose; hidden parts narrow nothing."""

    people: list[Shown]
    words: Words
    chosen: dict[str, frozenset[str]]
    wanted: str

    @classmethod
    def read(cls, request: HttpRequest) -> "Members":
        """Return the directory that an address asks for."""
        people = [show(one, request.user) for one in ready(User.objects.visible_to(request.user).members())]
        chosen = {name: frozenset(request.GET.getlist(name)) for name in TITLES}
        directory = cls(people, Words.read(), chosen, request.GET.get("q", "").strip())
        known = {name: chosen[name].intersection(directory.labels[name]) for name in TITLES}
        return cls(people, directory.words, known, directory.wanted)

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """Return the words of the codes of each group."""
        organisations = {one.organisation.code: one.organisation_name for one in self.people if one.organisation}
        tongues = {code: str(name) for code, name in NAMES.items()}
        return {COUNTRY: self.words.countries, THEME: self.words.themes, TONGUE: tongues, ORGANISATION: organisations}

    @cached_property
    def found(self) -> list[Shown]:
        """Return the people who were looked for, by the alphabet."""
        return in_order(self.narrowed())

    def narrowed(self, except_for: str = "") -> list[Shown]:
        """Return whom all choices but one let through."""
        narrow = {name: codes for name, codes in self.chosen.items() if codes and name != except_for}
        return [
            one
            for one in self.people
            if called(one, self.wanted)
            and all(codes.intersection(CODES_OF[name](one)) for name, codes in narrow.items())
        ]

    @property
    def facets(self) -> list[dict[str, Any]]:
        """Return the groups of filters as `components/facet.html` takes them."""
        return [facet for facet in map(self.facet, TITLES) if facet["options"]]

    def facet(self, name: str) -> dict[str, Any]:
        """Return one group: the words in use, by the alphabet, with their counts."""
        counts = Counter(code for one in self.narrowed(except_for=name) for code in CODES_OF[name](one))
        used = {code for one in self.people for code in CODES_OF[name](one)} | self.chosen[name]
        options = [
            {"value": code, "label": label, "count": counts[code], "chosen": code in self.chosen[name]}
            for code, label in sorted(self.labels[name].items(), key=lambda word: sort_key(word[1]))
            if code in used
        ]
        return {"name": name, "title": TITLES[name], "options": options, "closed": name in CLOSED}

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything was chosen."""
        return bool(self.wanted) or any(self.chosen.values())


def called(person: Shown, wanted: str) -> bool:
    """Say whether a name holds what somebody looks for, in whatever spelling."""
    return fold(wanted) in fold(f"{person.first_name} {person.last_name} {person.first_name}")


def overview(request: HttpRequest) -> HttpResponse:
    """List the people of the network, as each lets the reader see them."""
    directory = Members.read(request)
    page = page_of(request, directory.found)
    context = {
        "directory": directory,
        "rows": page.object_list,
        "countries": directory.words.countries,
        "heading": ngettext("%(total)s person", "%(total)s people", page.paginator.count)
        % {"total": page.paginator.count},
        "is_member": getattr(request.user, "is_approved", False),
        "alternates": alternates(request),
        "crumbs": [{"title": _("Home"), "url": f"/{language()}/"}, {"title": _("People"), "url": ""}],
        "listed": page,
    }
    return render(request, "network_members/people/directory.html", context)


def way(title: str) -> list[dict[str, str]]:
    """Return the way to the profile of a person."""
    return [
        {"title": _("Home"), "url": f"/{language()}/"},
        {"title": _("People"), "url": reverse("people:directory")},
        {"title": title, "url": ""},
    ]
