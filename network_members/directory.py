"""The directory under one choice of kinds and places, with how many organisations each further choice would show."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from language.collation import sort_key
from network_members.models import Organisation
from network_members.space import language
from network_members.words import titles
from vocabulary.models import Place

KIND, PLACE = "kind", "place"
TITLES = {KIND: _("Kind"), PLACE: _("Place")}
CODES: dict[str, Callable[[Organisation], str]] = {
    KIND: lambda organisation: organisation.kind,
    PLACE: lambda organisation: organisation.place.code,
}


@dataclass(frozen=True)
class Directory:
    """What a reader chose of the organisations that they may see."""

    organisations: list[Organisation]
    places: dict[str, str]
    chosen: dict[str, frozenset[str]]

    @classmethod
    def read(cls, request: HttpRequest) -> "Directory":
        """Return the directory that an address asks for; codes that nobody knows are left out."""
        places = titles(Place, language())
        known = {KIND: set(Organisation.Kind.values), PLACE: set(places)}
        chosen = {name: frozenset(known[name].intersection(request.GET.getlist(name))) for name in TITLES}
        return cls(list(Organisation.objects.visible_to(request.user).select_related("place")), places, chosen)

    @cached_property
    def found(self) -> list[Organisation]:
        """Return the chosen organisations by the alphabet of the page's language."""
        return sorted(self.narrowed(), key=lambda one: sort_key(one.name_in(language())))

    def narrowed(self, except_for: str = "") -> list[Organisation]:
        """Return what all choices but one let through."""
        narrow = {name: codes for name, codes in self.chosen.items() if codes and name != except_for}
        return [one for one in self.organisations if all(CODES[name](one) in codes for name, codes in narrow.items())]

    @property
    def facets(self) -> list[dict[str, Any]]:
        """Return the groups of filters as `components/facet.html` takes them."""
        labels = {KIND: {code: str(label) for code, label in Organisation.Kind.choices}, PLACE: self.places}
        return [self.facet(name, labels[name]) for name in TITLES]

    def facet(self, name: str, labels: dict[str, str]) -> dict[str, Any]:
        """Return one group: the words in use, by the alphabet, with their counts."""
        counts = Counter(CODES[name](one) for one in self.narrowed(except_for=name))
        used = {CODES[name](one) for one in self.organisations} | self.chosen[name]
        options = [
            {"value": code, "label": label, "count": counts[code], "chosen": code in self.chosen[name]}
            for code, label in sorted(labels.items(), key=lambda word: sort_key(word[1]))
            if code in used
        ]
        return {"name": name, "title": TITLES[name], "options": options, "closed": False}

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything was chosen."""
        return any(self.chosen.values())
