"""The map beside the library's list: the same practices under the same filters, by place."""

from dataclasses import replace
from functools import partial

from django.utils.functional import cached_property
from django.utils.translation import ngettext

from blocks.places import Places, countries_of
from blocks.spots import Pin
from good_practices.adopted import AdoptedPlaces
from good_practices.listing import Listing
from vocabulary.points import points


class Atlas:
    """The places of one page of the library, from the counts that its filters show."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing

    @cached_property
    def places(self) -> Places:
        """Return what the pins say, and that they lead to the same list at their place."""
        return Places(self.listing.words["place"], points(), partial(address, self.listing), words)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Return how many of the listed practices each place has: a chosen place leaves out the others."""
        chosen = self.listing.selection.chosen.get("place", ())
        counts = self.listing.counts.get("place", {})
        return {code: count for code, count in counts.items() if not chosen or code in chosen}

    @cached_property
    def pins(self) -> list[Pin]:
        """Return the places by the alphabet."""
        return self.places.pins(self.counts)

    @cached_property
    def adopted(self) -> AdoptedPlaces:
        """Return where the listed practices were taken over."""
        return AdoptedPlaces(self.listing)

    @cached_property
    def drawn(self) -> list[Pin]:
        """Return all pins of the map: practices as circles, adoptions as diamonds."""
        return [*self.pins, *self.adopted.pins]

    def together(self, pins: list[Pin]) -> Pin:
        """Return one pin for pins of one kind that stand too near each other."""
        return (self.adopted.places if pins[0].get("shape") else self.places).together(pins)

    @property
    def countries(self) -> list[str]:
        """Return the countries that have practices in the list."""
        chosen = self.listing.selection.chosen.get("country", ())
        counts = self.listing.counts.get("country", {})
        return countries_of(code for code, count in counts.items() if count and (not chosen or code in chosen))

    @property
    def summary(self) -> str:
        """Say how many practices the map shows, and in how many places."""
        number, places = sum(pin["count"] for pin in self.pins), len(self.pins)
        practices = ngettext("%(total)s practice", "%(total)s practices", number) % {"total": number}
        return ngettext("%(practices)s in %(places)s place", "%(practices)s in %(places)s places", places) % {
            "practices": practices,
            "places": places,
        }


def address(listing: Listing, codes: tuple[str, ...]) -> str:
    """Return the address of the list at some places, every other filter kept."""
    selection = listing.selection
    return listing.address(replace(selection, chosen={**selection.chosen, "place": codes}, page=1))


def words(place: str, count: int, nearby: bool) -> str:
    """Say what a pin stands for."""
    if nearby:
        text = ngettext("%(place)s and nearby: %(count)d practice", "%(place)s and nearby: %(count)d practices", count)
    else:
        text = ngettext("%(place)s: %(count)d practice", "%(place)s: %(count)d practices", count)
    return text % {"place": place, "count": count}
