"""Words typed on the other keyboard layout."""

import pytest

from language.keyboards import meant_in_english, meant_in_greek, without_dead_keys


@pytest.mark.parametrize(
    "typed, meant", [("entajh", "ενταξη"), ("SYMBOYLIO", "συμβουλιο"), ("metanastew", "μεταναστες"), ("cyxh", "ψυχη")]
)
def test_greek_typed_on_the_english_layout_is_read(typed: str, meant: str) -> None:
    assert meant_in_greek(typed) == meant


@pytest.mark.parametrize(
    "typed, meant", [("ιντεγρατιον", "integration"), ("ΨΟΘΝΨΙΛΣ", "councils"), ("ςορκσηοπ", "workshop")]
)
def test_english_typed_on_the_greek_layout_is_read(typed: str, meant: str) -> None:
    assert meant_in_english(typed) == meant


def test_keys_of_tonos_and_dialytika_part_no_word() -> None:
    assert without_dead_keys("p;ontoyw ;entajh pro:i;on") == "pontoyw entajh proion"


@pytest.mark.parametrize("text", ["ένταξη; ναι", "one; two", "http://a", "title:value", "λόγος;", ";;;", "a;b"])
def test_semicolons_and_colons_elsewhere_stay(text: str) -> None:
    assert without_dead_keys(text) == text


@pytest.mark.parametrize("word", ["q", "2026", "ένταξη", "", "well-being"])
def test_a_word_with_another_key_is_meant_as_it_stands(word: str) -> None:
    assert (meant_in_greek(word), meant_in_english(word)) == ("", "")
