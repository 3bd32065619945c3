"""Letters that look the same in Greek and Latin."""

import pytest

from language.lookalikes import repaired, twin


@pytest.mark.parametrize(
    "mixed, meant",
    [
        ("EΛΛAΔA", "ΕΛΛΑΔΑ"),
        ("ΠΟNTΟΥΣ", "ΠΟΝΤΟΥΣ"),
        ("Eνταξη", "Ενταξη"),
        ("CΟVΙD", "COVID"),
        ("ΑTHENS", "ATHENS"),
        ("μετανάστεs", "μετανάστεs"),
    ],
)
def test_a_mixed_word_is_spelt_in_the_script_that_can_spell_it(mixed: str, meant: str) -> None:
    assert repaired(mixed) == meant


@pytest.mark.parametrize("word", ["ένταξη", "council", "COVID-19", "2026", "", "Україна"])
def test_other_words_stay(word: str) -> None:
    assert repaired(word) == word


@pytest.mark.parametrize(
    "word, other", [("KOINOTHTA", "ΚΟΙΝΟΤΗΤΑ"), ("ΤΟΚΥΟ", "TOKYO"), ("CITY", ""), ("ΔΗΜΟΣ", ""), ("Aα", "")]
)
def test_a_word_may_have_a_twin_in_the_other_script(word: str, other: str) -> None:
    assert twin(word) == other
