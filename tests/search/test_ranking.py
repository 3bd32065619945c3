"""Counting in all texts at once gives the ranking of the formula, and sets keep both languages of a thing together."""

import random
from array import array

import pytest

from search import sets
from search.ranking import Scores, first_of, ranked
from search.shelf import Shelf

SIZE = 400


def shelf_of(dates: list[int]) -> Shelf:
    """Return a shelf of things with dates."""
    return Shelf(size=2 * len(dates), dates=array("q", [date for date in dates for _language in "ab"]))


@pytest.mark.parametrize("seed", range(5))
def test_scores_are_the_sums_and_the_best_come_first(seed: int) -> None:
    chance = random.Random(seed)
    dates = [chance.randrange(50) for _ in range(SIZE // 2)]
    shelf, scores, expected = shelf_of(dates), Scores(), dict.fromkeys(range(0, SIZE, 2), 0)
    for _round in range(6):
        value, things = chance.randrange(1, 4000), chance.sample(sorted(expected), chance.randrange(1, 150))
        scores.add(sets.either(sets.of(things, SIZE), SIZE), value)
        for number in things:
            expected[number] += value
    among = chance.sample(sorted(expected), 120)
    order = sorted(among, key=lambda number: (expected[number], dates[number // 2], number), reverse=True)

    assert {number: scores.of(number) for number in expected} == expected
    for most in (0, 1, 20, 119, 120, 500):
        assert ranked(scores, sets.either(sets.of(among, SIZE), SIZE), most, shelf) == order[:most]


def test_of_many_equals_the_newest_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.ranking.MANY", 1)
    shelf = shelf_of([3, 9, 1, 7])

    assert ranked(Scores(), sets.of(range(8), 8), 3, shelf) == [2, 6, 0]


def test_the_first_of_an_order_are_those_of_the_set() -> None:
    assert list(first_of([4, 2, 90, 0], sets.of([0, 2], 8), 5)) == [2, 0]


@pytest.mark.parametrize("numbers", [[], [0], [1, 7, 8, 63, 64, 399], list(range(400))])
def test_a_set_gives_back_its_numbers(numbers: list[int]) -> None:
    assert list(sets.members(sets.of(numbers, SIZE))) == numbers


@pytest.mark.parametrize("several, expected", [([], []), ([[1, 2]], []), ([[1, 2], [2, 3], [3, 2, 4]], [2, 3])])
def test_what_is_in_two_of_several_sets(several: list[list[int]], expected: list[int]) -> None:
    assert list(sets.members(sets.twice(sets.of(one, SIZE) for one in several))) == expected


def test_numbers_behind_the_size_are_left_out() -> None:
    assert list(sets.members(sets.of([1, 5_000], 8))) == [1]


def test_one_language_brings_the_other_along() -> None:
    assert list(sets.members(sets.either(sets.of([2, 5], 8), 8))) == [2, 3, 4, 5]
