"""The chain from text to words and stems."""

import unicodedata
from typing import Literal

import pytest

from language.chain import LONGEST, Word, stems_in, words_in

TEXT = "Οι ΜΕΤΑΝΆΣΤΕΣ, το «Συμβούλιό» μας κι ο Μάιος!"


def test_words_tell_where_they_stand() -> None:
    assert words_in("Η ένταξη, WELL!") == [Word("η", 0, 1), Word("ενταξη", 2, 8), Word("well", 10, 14)]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_are_those_of_the_text_as_written(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, TEXT)

    assert [unicodedata.normalize("NFC", text[word.start : word.end]) for word in words_in(text)] == [
        "Οι", "ΜΕΤΑΝΆΣΤΕΣ", "το", "Συμβούλιό", "μας", "κι", "ο", "Μάιος",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "spelling",
    [
        "συμβουλίων",
        "ΣΥΜΒΟΥΛΙΩΝ",
        "ΣΥΜΒΟΥΛΊΩΝ",
        "συμβουλιων",
        "συμ\u00adβουλίων",
        "ΣYMBOYΛIΩN",
        unicodedata.normalize("NFD", "συμβουλίων"),
    ],
)
def test_every_spelling_of_a_word_gives_its_stem(spelling: str) -> None:
    assert stems_in(spelling) == stems_in("συμβούλιο")


@pytest.mark.parametrize(
    "text, words",
    [
        ("Ο.Τ.Α. και Ε.Ε. ή E.U.", ["οτα", "και", "εε", "η", "eu"]),
        ("Α.Β.Παπάς", ["αβ", "παπασ"]),
        ("women's don’t d'Europe", ["womens", "dont", "d", "europe"]),
        ("απ’ όλους", ["απ", "ολουσ"]),
        ("well-being COVID-19", ["well", "being", "covid", "19"]),
        ("m² ½ 1.600 3ος", ["m2", "12", "1", "600", "3οσ"]),
        ("snake_case", ["snake", "case"]),
        ("λόγος; ναι· όχι", ["λογοσ", "ναι", "οχι"]),
        ("\x00\ud800\u200b \u0301", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert [word.folded for word in words_in(text)] == words


def test_endless_words_are_cut() -> None:
    assert [word.folded for word in words_in("α" * 10_000)] == ["α" * LONGEST]
