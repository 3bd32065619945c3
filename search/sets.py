"""Sets of texts as the bits of a number: counting and combining a hundred thousand takes microseconds.

Both languages of a thing stand side by side, at an even and the following odd place (`search.models.Text`).
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

BITS = tuple(1 << place for place in range(8))
PLACES = tuple(tuple(place for place in range(8) if byte >> place & 1) for byte in range(256))
FULL = re.compile(rb"[^\x00]")
MANY = 25
"""One number in so many is many."""
ONE = ord("1")


def of(numbers: Collection[int], size: int) -> int:
    """Return the set of numbers; what was written after the size was known is left out."""
    try:
        return of_many(numbers, size) if len(numbers) * MANY > size else of_few(numbers, size)
    except IndexError:
        return of([number for number in numbers if number < size], size)


def of_few(numbers: Collection[int], size: int) -> int:
    """Return the set of numbers, set bit by bit."""
    found = bytearray(size // 8 + 1)
    for number in numbers:
        found[number >> 3] |= BITS[number & 7]
    return int.from_bytes(found, "little") & ((1 << size) - 1)


def of_many(numbers: Collection[int], size: int) -> int:
    """Return the set of numbers, written as binary digits: of 60,000 among 200,000 that takes a third of the time."""
    digits = bytearray(b"0") * size
    for number in numbers:
        digits[number] = ONE
    digits.reverse()
    return int(digits, 2)


def members(places: int) -> Iterator[int]:
    """Yield the numbers of a set, upwards."""
    found = places.to_bytes((places.bit_length() + 7) // 8, "little")
    for byte in FULL.finditer(found):
        start = byte.start() << 3
        for place in PLACES[byte[0][0]]:
            yield start + place


def either(places: int, size: int) -> int:
    """Return both languages of every thing of which one stands in a set."""
    things = (places | places >> 1) & even(size)
    return things | things << 1


def twice(several: Iterable[int]) -> int:
    """Return what is in two of several sets at least."""
    once = found = 0
    for places in several:
        found |= once & places
        once |= places
    return found


@lru_cache(8)
def even(size: int) -> int:
    """Return all even numbers below a size: one for each thing."""
    return int.from_bytes(b"\x55" * (size // 8 + 1), "little")
