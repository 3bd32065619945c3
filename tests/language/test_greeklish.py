"""Greeklish: what Latin letters may stand for in Greek."""

import pytest

from language.chain import stems_in
from language.elot import transcribe
from language.greeklish import MOST_READINGS, readings
from language.sounds import sound
from language.stemming import stem

WORDS = ("συμβούλιο", "ένταξη", "μετανάστης", "υπηρεσία", "διαχείριση", "Θεσσαλονίκη", "ψυχολογία", "νοηματική")
HABITS = {
    "symboulio": "συμβούλιο",
    "sumvoulio": "συμβούλιο",
    "entaksh": "ένταξη",
    "entaxi": "ένταξη",
    "metanasths": "μετανάστης",
    "uphresia": "υπηρεσία",
    "ipiresia": "υπηρεσία",
    "diaxeirish": "διαχείριση",
    "8essalonikh": "Θεσσαλονίκη",
    "thesaloniki": "Θεσσαλονίκη",
    "4yxologia": "ψυχολογία",
    "ergasthriwn": "εργαστηρίων",
    "ekpedeysh": "εκπαίδευση",
    "e3elijh": "εξέλιξη",
    "sxolio": "σχολείο",
    "organothike": "οργανώθηκε",
    "kathorizete": "καθορίζεται",
    "podous": "πόντους",
}


def heard(word: str) -> set[str]:
    """Return the sounds of a word's readings."""
    return {sound(stem(reading)) for reading in readings(word)}


@pytest.mark.parametrize("word", WORDS)
def test_the_transcription_of_passports_reads_back(word: str) -> None:
    assert sound(stems_in(word)[0]) in heard(transcribe(word))


@pytest.mark.parametrize("typed, meant", HABITS.items(), ids=str)
def test_habits_of_phones_and_mails_are_read(typed: str, meant: str) -> None:
    assert sound(stems_in(meant)[0]) in heard(typed)


def test_the_likeliest_reading_comes_first() -> None:
    assert readings("nea") == ["νεα", "ναια"]


@pytest.mark.parametrize("word", ["ένταξη", "ενταξη", "2026", "", "café", "україна"])
def test_other_words_have_no_reading(word: str) -> None:
    assert readings(word) == []


def test_long_words_have_few_readings() -> None:
    assert len(readings("hxhxuvhxbdhxhx" * 20)) == MOST_READINGS
