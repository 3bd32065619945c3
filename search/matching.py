"""Which texts hold what was asked, as sets: word by word, and in which tier."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import reduce
from operator import and_, or_

from search.asking import AskedWord
from search.lexemes import MARKS
from search.resolving import Alternative
from search.scoring import points

Places = Callable[[Collection[str]], dict[str, int]]
"""Return the sets of the texts in which stems have each tier at least, by lexeme."""
Level = tuple[int, int]
"""Points, and the texts in which a word has at least these."""


class Postings:
    """The texts of all stems that a query asks for, those alone that the person may find."""

    def __init__(self, words: Iterable[AskedWord], visible: int, places: Places) -> None:
        found = places({stem for word in words for one in word.alternatives for stem in one.stems})
        self.places = {lexeme: texts & visible for lexeme, texts in found.items()}

    def holding(self, alternative: Alternative, tier: int) -> int:
        """Return the texts that hold all stems of an alternative in a tier at least."""
        return reduce(and_, (self.places[f"{stem}{MARKS[tier]}"] for stem in alternative.stems))

    def any_of(self, word: AskedWord) -> int:
        """Return the texts that hold a word, however it was found."""
        return reduce(or_, (self.holding(one, 0) for one in word.alternatives), 0)

    def read_as(self, word: AskedWord) -> list[int]:
        """Return the texts that hold each of the stems that a word was read as."""
        return [self.places[f"{stem}{MARKS[0]}"] for stem in word.read_as]

    def levels(self, word: AskedWord) -> list[Level]:
        """Return the points that a word gives, upwards, each with the texts in which it gives so many or more."""
        found: dict[int, int] = {}
        for one in word.alternatives:
            for tier in range(len(MARKS)):
                value = points(word.weight, one.share, tier)
                found[value] = found.get(value, 0) | self.holding(one, tier)
        return summed(found)


def summed(found: Mapping[int, int]) -> list[Level]:
    """Return values upwards, each with the union of its set and those of all higher values."""
    levels: list[Level] = []
    above = 0
    for value in sorted(found, reverse=True):
        above |= found[value]
        levels.append((value, above))
    return levels[::-1]
