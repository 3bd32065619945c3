"""Where practices of the library were taken over: pins of another shape on its map, and the same as text."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from blocks.places import Places
from blocks.spots import DIAMOND, Pin
from caching.memory import values
from good_practices.above import Adopted, adopted_at_places
from good_practices.facets import Selection
from good_practices.listing import Listing
from good_practices.models.practice import GoodPracticePage
from good_practices.shelf import shelf_in
from vocabulary.points import points

ANCHOR = "adopted"
"""Where the text list begins, and what the names of its places begin with."""


@dataclass(frozen=True)
class Row:
    """An adoption with the practice as the library of one language shows it."""

    adopted: Adopted
    number: int
    title: str
    language: str
    slug: str

    def is_at(self, selection: Selection) -> bool:
        """Say whether the adoption itself is at the chosen places and in the chosen countries."""
        chosen = selection.chosen
        here = (("place", self.adopted.place), ("country", self.adopted.country))
        return all(code in chosen.get(name, (code,)) for name, code in here)


class AdoptedPlaces:
    """The adoptions of one page of the library: every filter is of their practice, but for place and country."""

    part = "good_practices/parts/adopted.html"

    def __init__(self, listing: Listing) -> None:
        self.listing = listing

    @cached_property
    def rows(self) -> list[Row]:
        """Return the adoptions that the filters leave."""
        selection, known = self.listing.selection, rows_in(self.listing.language)
        elsewhere = selection.without("place").without("country")
        shelf = shelf_in(self.listing.language)
        shown = shelf.among(elsewhere, {row.number for row in known}) if known else set()
        return [row for row in known if row.number in shown and row.is_at(selection)]

    @cached_property
    def places(self) -> Places:
        """Return what the pins say, and that they lead to what is told of an adoption."""
        return Places(self.listing.words["place"], points(), self.address, words, DIAMOND)

    @cached_property
    def pins(self) -> list[Pin]:
        """Return the places by the alphabet."""
        return self.places.pins(Counter(row.adopted.place for row in self.rows))

    @property
    def groups(self) -> list[dict[str, Any]]:
        """Return each place with its adoptions, as text."""
        return [
            {
                "id": f"{ANCHOR}-{pin['code']}",
                "label": pin["label"],
                "rows": [
                    {
                        "url": self.address_of(row),
                        "title": row.title,
                        "language": row.language,
                        "body": row.adopted.body,
                        "body_language": row.adopted.body_language,
                        "years": row.adopted.years,
                    }
                    for row in self.rows
                    if row.adopted.place == pin["code"]
                ],
            }
            for pin in self.pins
        ]

    @property
    def summary(self) -> str:
        """Say how many adoptions the map shows, and in how many places."""
        number, places = sum(pin["count"] for pin in self.pins), len(self.pins)
        adoptions = ngettext("%(total)s adoption", "%(total)s adoptions", number) % {"total": number}
        text = ngettext("%(adoptions)s in %(places)s place", "%(adoptions)s in %(places)s places", places)
        return text % {"adoptions": adoptions, "places": places}

    @property
    def hint(self) -> str:
        """Say what a diamond is, and where it leads."""
        return _("Diamonds: a practice was adopted there. Choose one to read about it.")

    def address(self, codes: tuple[str, ...]) -> str:
        """Return where the only practice adopted at some places tells of it, or else where the text list names all."""
        found = {self.address_of(row) for row in self.rows if row.adopted.place in codes}
        if len(found) == 1:
            return found.pop()
        return f"#{ANCHOR}-{codes[0]}" if len(codes) == 1 else f"#{ANCHOR}"

    def address_of(self, row: Row) -> str:
        """Return where the page of a practice tells of its adoptions."""
        return f"{self.listing.url}{row.slug}/#adoptions"


def rows_in(language: str) -> list[Row]:
    """Return all adoptions of a library, kept until something changes."""
    return values.remember((ANCHOR, language), lambda: read_rows(language))


def read_rows(language: str) -> list[Row]:
    """Ask for the adoptions, and for their practices in one query."""
    adopted = adopted_at_places(language)
    found = GoodPracticePage.objects.in_library(language).filter(translation_key__in={one.practice for one in adopted})
    pages = found.values_list("translation_key", "pk", "title", "locale__language_code", "slug") if adopted else ()
    known = {key: shown for key, *shown in pages}
    return [Row(one, *known[one.practice]) for one in adopted if one.practice in known]


def words(place: str, count: int, nearby: bool) -> str:
    """Say what a pin stands for."""
    if nearby:
        text = ngettext("%(place)s and nearby: %(count)d adoption", "%(place)s and nearby: %(count)d adoptions", count)
    else:
        text = ngettext("%(place)s: %(count)d adoption", "%(place)s: %(count)d adoptions", count)
    return text % {"place": place, "count": count}
