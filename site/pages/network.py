"""Who the network is, from the directory and the library as they are now: its countries and its team."""

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import ngettext, npgettext

from blocks.places import Places, countries_of
from blocks.spots import Pin
from good_practices.models import GoodPracticePage
from good_practices.words import Labels, labels
from language.collation import sort_key
from language.detect import language_of
from language.numbers import format_number
from network_members.directory import words as words_of_pin
from network_members.models import Organisation, User
from pages import frame
from pages.models import CountriesPage, TeamPage
from pages.reading import Reading, present

EVERYBODY = AnonymousUser()


@dataclass(frozen=True)
class Countries:
    """The countries that have organisations in the public directory."""

    reading: Reading
    labels: Labels
    library_url: str

    @cached_property
    def places(self) -> list[tuple[Any, ...]]:
        """Return place, point, country and number of organisations of each place."""
        rows = (
            Organisation.objects.visible_to(EVERYBODY)
            .order_by()
            .values_list("place__code", "place__latitude", "place__longitude", "place__country__code")
        )
        return list(rows.annotate(number=Count("pk")))

    @cached_property
    def bodies(self) -> Counter[str]:
        """Return how many organisations each country has."""
        counts: Counter[str] = Counter()
        for *_place, country, number in self.places:
            counts[country] += number
        return counts

    @cached_property
    def practices(self) -> dict[str, int]:
        """Return how many practices of the library each country has."""
        found = GoodPracticePage.objects.in_library(self.reading.reader).order_by().filter(place__isnull=False)
        return dict(found.values_list("place__country__code").annotate(number=Count("pk")))

    @property
    def rows(self) -> list[dict[str, str]]:
        """Return the countries by the alphabet, each with what it has and where that stands."""
        known = self.labels["country"]
        return [
            self.row(code) for code in sorted(self.bodies.keys() & known.keys(), key=lambda one: sort_key(known[one]))
        ]

    def row(self, code: str) -> dict[str, str]:
        """Return one country."""
        bodies, practices = self.bodies[code], self.practices.get(code, 0)
        query = urlencode({"country": code})
        return {
            "code": code,
            "name": self.labels["country"][code],
            "bodies": ngettext("%(total)s organisation", "%(total)s organisations", bodies) % {"total": bodies},
            "bodies_url": f"{reverse('organisations:list')}?{query}",
            "practices": ngettext("%(total)s practice", "%(total)s practices", practices) % {"total": practices},
            "practices_url": f"{self.library_url}?{query}" if practices and self.library_url else "",
        }

    @property
    def stats(self) -> list[dict[str, str]]:
        """Return the network in numbers."""
        bodies, countries, places = sum(self.bodies.values()), len(self.bodies), len(self.places)
        found = (
            (countries, npgettext("number above", "country", "countries", countries)),
            (places, npgettext("number above", "place", "places", places)),
            (bodies, ngettext("member organisation", "member organisations", bodies)),
        )
        return [{"value": format_number(number, self.reading.reader), "label": label} for number, label in found]

    @cached_property
    def atlas(self) -> Places:
        """Return what the pins say, and that they lead into the directory."""
        points = {code: (float(latitude), float(longitude)) for code, latitude, longitude, *_rest in self.places}
        return Places(self.labels["place"], points, partial(address_of, reverse("organisations:list")), words_of_pin)

    @cached_property
    def pins(self) -> list[Pin]:
        """Return the places by the alphabet."""
        return self.atlas.pins({code: number for code, *_rest, number in self.places})

    @property
    def codes(self) -> list[str]:
        """Return the countries as the map knows them."""
        return countries_of(self.bodies)


def address_of(directory: str, codes: tuple[str, ...]) -> str:
    """Return the address of the directory at some places."""
    return f"{directory}?{urlencode([('place', code) for code in codes])}"


def present_countries(page: CountriesPage, request: HttpRequest) -> Countries:
    """Return the page of the countries for the language of the request."""
    reading = present(page, request)
    library_url = frame.kept_for(reading.reader)["library_url"]
    return Countries(reading=reading, labels=labels(reading.reader), library_url=library_url)


@dataclass(frozen=True)
class Team:
    """The people of the team who show their name to everybody."""

    page: TeamPage
    reading: Reading

    @cached_property
    def groups(self) -> list[dict[str, Any]]:
        """Return the people in the editors' order, under the headings that they gave."""
        return [
            {"heading": heading, "people": [self.as_row(one) for one in members]}
            for heading, members in groupby(self.members, key=lambda one: one.group)
        ]

    @cached_property
    def members(self) -> list[Any]:
        """Return the rows of people whom everybody may see."""
        shown = User.objects.visible_to(EVERYBODY).members().values_list("pk", flat=True)
        return list(self.page.people.filter(person__in=shown).select_related("person__organisation"))

    def as_row(self, member: Any) -> dict[str, Any]:
        """Return a person as the page shows them."""
        person = member.person
        return {
            "name": str(person),
            "language": language_of(str(person)),
            "public_id": person.public_id,
            "words": member.words,
        }


def present_team(page: TeamPage, request: HttpRequest) -> Team:
    """Return the page of the team for the language of the request."""
    return Team(page=page, reading=present(page, request))
