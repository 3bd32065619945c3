"""The words that a reader looks for: in the practice's own text, or as the name of its body or its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Q

from good_practices.models.queries import GoodPracticeQuerySet
from language.folding import RefusedCharacters, clean_line, fold
from network_members.models import Organisation
from translation.glossary import other_forms

Key = TypeVar("Key")
LONGEST, MOST = 200, 8
"""Characters and words of a search; what goes beyond is not looked for."""
SHORTEST = 5
"""Characters of a form that is looked for inside other words: shorter ones, such as abbreviations, stand in many."""


@dataclass(frozen=True)
class Word:
    """One word, folded, with the places and bodies whose names hold it."""

    text: str
    places: tuple[str, ...]
    bodies: tuple[int, ...]

    def condition(self) -> Q:
        """Return what a practice must meet to be found by this word."""
        return Q(words__contains=self.text) | Q(place__code__in=self.places) | Q(lead_organisation__in=self.bodies)


@dataclass(frozen=True)
class Wanted:
    """A search as it was typed, and its words."""

    text: str = ""
    words: tuple[Word, ...] = ()
    others: tuple[str, ...] = ()
    """Other forms of the term that was typed, in both languages."""

    @classmethod
    def read(cls, typed: str, places: Mapping[str, str]) -> "Wanted":
        """Read a search; `places` are the labels of all places, by code, in the reader's language."""
        text = clean(typed[:LONGEST])
        words = fold(text).split()[:MOST]
        if not words:
            return NOTHING
        cities = {code: fold(label) for code, label in places.items()}
        bodies = names_of_bodies()
        others = tuple(form for form in other_forms(text) if len(form) >= SHORTEST)
        found = (Word(word, holding(word, cities), holding(word, bodies)) for word in words)
        return cls(text, tuple(found), others)

    def narrow(self, practices: GoodPracticeQuerySet) -> GoodPracticeQuerySet:
        """Return the practices that every word finds, or another form of the term that was typed."""
        wanted = Q()
        for word in self.words:
            wanted &= word.condition()
        for form in self.others:
            wanted |= Q(words__contains=form)
        return practices.filter(wanted)


NOTHING = Wanted()


def clean(text: str) -> str:
    """Return a search as it is shown again; nothing for what nobody can type."""
    try:
        return clean_line(text)
    except RefusedCharacters:
        return ""


def names_of_bodies() -> dict[int, str]:
    """Return the folded names of the bodies in the directory, in both languages."""
    found = Organisation.objects.filter(listed=True).values_list("pk", "name_el", "name_en")
    return {pk: fold(" ".join(names)) for pk, *names in found}


def holding(word: str, names: Mapping[Key, str]) -> tuple[Key, ...]:
    """Return the keys of the names that hold a word."""
    return tuple(key for key, name in names.items() if word in name)
