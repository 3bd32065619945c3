"""Sounds: spellings that are heard alike have one code."""

import pytest

from language.sounds import sound


@pytest.mark.parametrize(
    "one, other",
    [
        ("υπηρεσι", "ιπιρεσι"),
        ("διαχειρισ", "διαχιρισ"),
        ("σχολει", "σχολι"),
        ("αυτοδιοικησ", "αφτοδιικισ"),
        ("ευρωπ", "εβροπ"),
        ("θεσσαλονικ", "θεσαλονικ"),
        ("ενταξ", "εντακσ"),
        ("θεατρ", "τεατρ"),
        ("μπανκ", "βανκ"),
    ],
)
def test_spellings_that_sound_alike_share_a_code(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize("one, other", [("φορ", "χορ"), ("νομ", "νουμ"), ("δομ", "τομ"), ("καλ", "γαλ")])
def test_other_sounds_have_other_codes(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize("stem", ["council", "2026", "m2", "україна", ""])
def test_what_is_not_greek_has_no_code(stem: str) -> None:
    assert sound(stem) == ""


def test_a_code_is_no_stem_of_any_language() -> None:
    assert sound("ενταξ") == "EDAKS"
