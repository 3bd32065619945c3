"""What words find on a shelf of the library: places, and which of them match best."""

from collections.abc import Iterable, Mapping

from search import sets
from search.ranking import ranked
from search.within import Matches


class Matched:
    """The places of a shelf whose practices hold what was asked, in either of their languages."""

    def __init__(self, found: Matches, places: Mapping[int, int]) -> None:
        self.found, self.size = found, len(places)
        self.things = dict(self.placed(found.some_words, places))
        self.some_words = sets.of(self.things, self.size)
        self.all_words = sets.of([place for place, _thing in self.placed(found.all_words, places)], self.size)

    def placed(self, things: int, places: Mapping[int, int]) -> Iterable[tuple[int, int]]:
        """Yield the place of each thing that stands on the shelf, and its number in the index."""
        rows = self.found.shelf.rows
        return ((places[rows[text]], text & ~1) for text in sets.members(things) if rows[text] in places)

    def best(self, places: int, most: int) -> list[int]:
        """Return the best of some places, the best first, and of equals the newest."""
        place_of = {self.things[place]: place for place in sets.members(places)}
        among = sets.of(place_of, self.found.shelf.size)
        return [place_of[thing] for thing in ranked(self.found.scores, among, most, self.found.shelf)]
