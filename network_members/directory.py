"""The directory under one choice of filters and words, with how many organisations each further choice would show."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blocks.places import Places, countries_of
from blocks.spots import Pin
from language.collation import sort_key
from language.folding import fold
from network_members.models import Organisation
from network_members.space import language
from network_members.words import titles
from vocabulary.models import Country, Place, ServiceKind, Term

KIND, COUNTRY, PLACE, SERVICE = "kind", "country", "place", "service"
TITLES = {KIND: _("Kind"), COUNTRY: _("Country"), PLACE: _("Place"), SERVICE: _("Services")}
WORDS = {COUNTRY: "country", PLACE: "place", SERVICE: "servicekind"}
"""The filters that controlled words make, with their kinds."""
LONGEST = 200
"""Characters of a search that are looked at."""
CODES: dict[str, Callable[[Organisation], set[str]]] = {
    KIND: lambda one: {one.kind},
    COUNTRY: lambda one: {one.place.country.code},
    PLACE: lambda one: {one.place.code},
    SERVICE: lambda one: {service.code for service in one.services.all()},
}
Chosen = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Directory:
    """What a reader chose of the organisations that they may see."""

    organisations: list[Organisation]
    labels: dict[str, dict[str, str]]
    chosen: Chosen
    wanted: str

    @classmethod
    def read(cls, request: HttpRequest) -> "Directory":
        """Return the directory that an address asks for; codes that nobody knows are left out."""
        labels = labels_in(language())
        chosen = {name: frozenset(labels[name].keys() & set(request.GET.getlist(name))) for name in TITLES}
        found = Organisation.objects.visible_to(request.user).select_related("place__country")
        wanted = " ".join(request.GET.get("q", "")[:LONGEST].split())
        return cls(list(found.prefetch_related("services")), labels, chosen, wanted)

    @cached_property
    def found(self) -> list[Organisation]:
        """Return the chosen organisations by the alphabet of the page's language."""
        return sorted(self.narrowed(), key=lambda one: sort_key(one.name_in(language())))

    def narrowed(self, except_for: str = "") -> list[Organisation]:
        """Return what the words and all choices but one let through."""
        narrow = {name: codes for name, codes in self.chosen.items() if codes and name != except_for}
        return [one for one in self.called if all(codes & CODES[name](one) for name, codes in narrow.items())]

    @cached_property
    def called(self) -> list[Organisation]:
        """Return the organisations whose name holds all words, whatever their accents."""
        words = fold(self.wanted).split()
        return [
            one for one in self.organisations if all(word in fold(f"{one.name_el} {one.name_en}") for word in words)
        ]

    @property
    def facets(self) -> list[dict[str, Any]]:
        """Return the groups of filters as `components/facet.html` takes them."""
        groups = (self.facet(name) for name in TITLES)
        return [group for group in groups if group["options"]]

    def facet(self, name: str) -> dict[str, Any]:
        """Return one group: the words in use, by the alphabet, with their counts."""
        counts = Counter(code for one in self.narrowed(except_for=name) for code in CODES[name](one))
        used = {code for one in self.organisations for code in CODES[name](one)} | self.chosen[name]
        options = [
            {"value": code, "label": label, "count": counts[code], "chosen": code in self.chosen[name]}
            for code, label in sorted(self.labels[name].items(), key=lambda word: sort_key(word[1]))
            if code in used
        ]
        closed = name == SERVICE and not self.chosen[name]
        return {"name": name, "title": TITLES[name], "options": options, "closed": closed}

    @property
    def chips(self) -> list[dict[str, str]]:
        """Return the chosen filters; following one removes it."""
        return [
            {"text": self.labels[name][code], "url": address({**self.chosen, name: codes - {code}}, self.wanted)}
            for name, codes in self.chosen.items()
            for code in sorted(codes)
        ]

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything was chosen or looked for."""
        return bool(self.wanted) or any(self.chosen.values())

    @property
    def heading(self) -> str:
        """Say how many organisations there are, and for which words."""
        values = {"total": len(self.found), "words": self.wanted}
        if self.wanted:
            return (
                ngettext(
                    "%(total)s organisation for “%(words)s”", "%(total)s organisations for “%(words)s”", len(self.found)
                )
                % values
            )
        return ngettext("%(total)s organisation", "%(total)s organisations", len(self.found)) % values

    @cached_property
    def places(self) -> Places:
        """Return what the pins of the map say, and that they lead to the same list at their place."""
        points = {one.place.code: (float(one.place.latitude), float(one.place.longitude)) for one in self.organisations}
        return Places(self.labels[PLACE], points, partial(at_places, self.chosen, self.wanted), words)

    @cached_property
    def pins(self) -> list[Pin]:
        """Return the places of the list, by the alphabet."""
        return self.places.pins(Counter(one.place.code for one in self.found))

    @property
    def countries(self) -> list[str]:
        """Return the countries that have organisations in the list."""
        return countries_of({one.place.country.code for one in self.found})

    @property
    def summary(self) -> str:
        """Say how many organisations the map shows, and in how many places."""
        bodies, places = len(self.found), len(self.pins)
        shown = ngettext("%(total)s organisation", "%(total)s organisations", bodies) % {"total": bodies}
        text = ngettext("%(organisations)s in %(places)s place", "%(organisations)s in %(places)s places", places)
        return text % {"organisations": shown, "places": places}


def labels_in(reader: str) -> dict[str, dict[str, str]]:
    """Return the words of every filter by their codes."""
    kinds = {str(code): str(label) for code, label in Organisation.Kind.choices}
    words: dict[str, type[Term]] = {COUNTRY: Country, PLACE: Place, SERVICE: ServiceKind}
    return {KIND: kinds, **{name: titles(kind, reader) for name, kind in words.items()}}


def address(chosen: Chosen, wanted: str) -> str:
    """Return the query of a choice; nothing but a question mark for the whole directory."""
    pairs = [("q", wanted)] if wanted else []
    pairs += [(name, code) for name in TITLES for code in sorted(chosen[name])]
    return f"?{urlencode(pairs)}"


def at_places(chosen: Chosen, wanted: str, codes: tuple[str, ...]) -> str:
    """Return the query of the same choice at some places."""
    return address({**chosen, PLACE: frozenset(codes)}, wanted)


def words(place: str, count: int, nearby: bool) -> str:
    """Say what a pin stands for."""
    if nearby:
        text = ngettext("%(place)s and nearby: %(count)d body", "%(place)s and nearby: %(count)d bodies", count)
    else:
        text = ngettext("%(place)s: %(count)d body", "%(place)s: %(count)d bodies", count)
    return text % {"place": place, "count": count}


def whereabouts(organisation: Organisation, names: dict[str, str]) -> dict[str, Any]:
    """Return the small map of one organisation; its pin leads to all that are listed at its place."""
    place = organisation.place
    point = (float(place.latitude), float(place.longitude))
    query = f"{reverse('organisations:list')}?{urlencode({PLACE: place.code})}"
    places = Places(names, {place.code: point}, lambda _codes: query, words)
    there = Organisation.objects.filter(Q(listed=True) | Q(pk=organisation.pk), place=place).count()
    return {"pins": places.pins({place.code: there}), "countries": countries_of([place.country.code])}
