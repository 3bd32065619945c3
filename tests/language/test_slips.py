"""Slips: the words one edit away."""

import pytest

from language.slips import LONGEST, one_slip_away, reordered


@pytest.mark.parametrize("slip", ["σμβουλιο", "συμβουυλιο", "συμβολιο", "συμβουλιε", "υσμβουλιο", "συμβουλιοσ"])
def test_one_letter_more_less_changed_or_swapped_is_repaired(slip: str) -> None:
    assert "συμβουλιο" in one_slip_away(slip)


def test_swaps_come_before_losses_changes_and_additions() -> None:
    found = one_slip_away("abcd")

    assert found[:7] == ["bacd", "acbd", "abdc", "bcd", "acd", "abd", "abc"]
    assert len(found) == len(set(found)) == 3 + 4 + 4 * 25 + 5 * 25 + 1


def test_swaps_and_losses_are_few() -> None:
    assert reordered("abcd") == ["bacd", "acbd", "abdc", "bcd", "acd", "abd", "abc"]


def test_a_word_is_not_a_slip_of_itself() -> None:
    assert "aabb" not in one_slip_away("aabb")


@pytest.mark.parametrize("word", ["", "της", "2026", "m2go", "україна", "α" * (LONGEST + 1)])
def test_short_and_endless_words_and_other_scripts_are_left_alone(word: str) -> None:
    assert (one_slip_away(word), reordered(word)) == ([], [])
