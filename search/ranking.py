"""Ranks sets of texts by counting in all of them at once: a plane holds one binary digit of every text's score.

    score = Σ over words  weight × max over alternatives that the text holds  share × (BASE + tier)

With a plane as one number of Python's, adding to a hundred thousand scores takes some microseconds, and the whole
ranking reads no text (FTS5's own bm25() takes 14 µs for each).
"""

from collections.abc import Iterator, Sequence

from search import sets
from search.shelf import Shelf

MANY = 2_000
"""Equals of which it is quicker to look for the newest in their order than to sort them."""


class Scores:
    """The scores of all texts, in binary planes, the lowest first."""

    def __init__(self) -> None:
        self.planes: list[int] = []

    def add(self, places: int, value: int) -> None:
        """Add a value to the score of each text of a set."""
        for digit in range(value.bit_length()):
            if value >> digit & 1:
                self.carry(places, digit)

    def carry(self, places: int, digit: int) -> None:
        """Add one to a digit, and carry what comes over."""
        while places:
            while digit >= len(self.planes):
                self.planes.append(0)
            self.planes[digit], places = self.planes[digit] ^ places, self.planes[digit] & places
            digit += 1

    def of(self, number: int) -> int:
        """Return the score of one text."""
        return sum((plane >> number & 1) << digit for digit, plane in enumerate(self.planes))

    def best(self, among: int, most: int) -> tuple[int, int]:
        """Return those of a set that surely belong to the best, and those that share the last places."""
        sure, left = 0, among
        for plane in reversed(self.planes):
            high = left & plane
            if (sure | high).bit_count() <= most:
                sure, left = sure | high, left & ~plane
            else:
                left = high
        return sure, left


def ranked(scores: Scores, among: int, most: int, shelf: Shelf) -> list[int]:
    """Return the even numbers of the best things of a set, the best first, and of equals the newest."""
    things = among & sets.even(shelf.size)
    sure, equal = scores.best(things, most)
    wanted = most - sure.bit_count()
    first = sorted(sets.members(sure), key=lambda number: (scores.of(number), shelf.age(number)), reverse=True)
    return [*first, *newest(equal, wanted, shelf)] if wanted > 0 else first


def newest(things: int, most: int, shelf: Shelf) -> list[int]:
    """Return the newest things of a set."""
    if things.bit_count() < MANY:
        return sorted(sets.members(things), key=shelf.age, reverse=True)[:most]
    return list(first_of(shelf.newest, things, most))


def first_of(order: Sequence[int], things: int, most: int) -> Iterator[int]:
    """Yield the first numbers of an order that are in a set."""
    found = things.to_bytes((things.bit_length() + 7) // 8 + 1, "little")
    left = most
    for number in order:
        if left <= 0:
            return
        if number >> 3 < len(found) and found[number >> 3] >> (number & 7) & 1:
            left -= 1
            yield number
