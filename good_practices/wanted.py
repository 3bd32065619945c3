"""The words that a reader looks for, found in practices by the index of the search."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser

from good_practices.findable import CODE
from language.folding import RefusedCharacters, clean_line
from search import sets
from search.within import Matches, matches

LONGEST = 200
"""Characters of a search; what goes beyond is not looked for."""


@dataclass(frozen=True)
class Wanted:
    """A search as it was typed."""

    text: str = ""
    places: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    """Where it was found: shelf → places; worked out once."""

    @classmethod
    def read(cls, typed: str) -> "Wanted":
        """Read a search."""
        text = clean(typed[:LONGEST])
        return cls(text) if text else NOTHING

    @cached_property
    def found(self) -> Matches:
        """Return what every visitor finds, whoever asks: the library shows nothing else."""
        return matches(self.text, AnonymousUser(), CODE)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Return the practices that hold every word, both versions of each."""
        rows = self.found.shelf.rows
        every_word = 0 if self.found.unknown else self.found.all_words
        return frozenset(rows[text] for text in sets.members(every_word))


NOTHING = Wanted()


def clean(text: str) -> str:
    """Return a search as it is shown again; nothing for what nobody can type."""
    try:
        return clean_line(text)
    except RefusedCharacters:
        return ""
