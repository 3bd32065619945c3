"""One alphabetical order for both languages."""

import random
import unicodedata

import pytest

from language.collation import sort_key

ORDERS = {
    "Greek alphabet before Latin": ["Άλφα", "Βήτα", "γάμα", "Ύψιλον", "ψι", "Ώρα", "Athens", "Berlin", "zebra"],
    "every Greek letter": [
        "α",
        "Β",
        "γ",
        "Δ",
        "ε",
        "Ζ",
        "η",
        "Θ",
        "ι",
        "Κ",
        "λ",
        "Μ",
        "ν",
        "Ξ",
        "ο",
        "Π",
        "ρ",
        "Σ",
        "τ",
        "Υ",
        "φ",
        "Χ",
        "ψ",
        "Ω",
    ],
    "accents and case last": ["αλφα", "Αλφα", "άλφα", "Άλφα", "αλφάς", "άλφας", "Βήτα"],
    "accented capitals at their letter": ["Έβρος", "Εύβοια", "Ήπειρος", "Θάσος", "Ίος", "Κάλυμνος", "Ύδρα", "Χίος"],
    "final sigma": ["Νάξος", "Νάξοσα", "Νάξου"],
    "shorter first, word by word": ["Άγιοι Ανάργυροι – Καματερό", "Άγιος Δημήτριος", "Αγίου Όρους"],
    "words before letters": ["Νέα Σμύρνη", "Νεάπολη", "Νέος Κόσμος"],
    "digits first": ["2021", "5ο Γυμνάσιο", "Αθήνα", "Athens"],
    "quotation marks and dashes do not count": ["Άνοιξη", "Ανοιχτή αγκαλιά", "«Ανοιχτή πόλη»", "Ανοιχτή - στέγη"],
    "Latin with accents": ["Aarhus", "Łódź", "Lyon", "Malmö", "Östersund", "Porto", "Zürich", "Київ"],
    "diaeresis": ["Ταυ", "Ταΰγετος", "Ταχύτητα"],
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_texts_stand_in_alphabetical_order(order: list[str]) -> None:
    shuffled = random.Random(4).sample(order, len(order))

    assert sorted(shuffled, key=sort_key) == order


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_order_is_the_same_for_decomposed_text(order: list[str]) -> None:
    assert [sort_key(unicodedata.normalize("NFD", text)) for text in order] == [sort_key(text) for text in order]


def test_key_holds_letters_then_accents_then_capitals() -> None:
    assert sort_key("«Ήβη» B") == "GBG b\t..\u0301.....\t01000001"
