"""Text at the edge: cleaned before it is stored, folded before it is compared."""

import unicodedata
from collections.abc import Callable

import pytest

from language.folding import RefusedCharacters, clean_line, clean_text, fold

OXIA = "\u1f71"
TONOS = "\u03ac"
FAMILY = "👩\u200d👩\u200d👧"
WOMAN_AT_WORK = "👩🏽\u200d💻"
PRIDE = "🏳\ufe0f\u200d🌈"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
GREECE = "🇬🇷"


@pytest.mark.parametrize(
    "spelling",
    [
        "Ένταξη",
        "ένταξη",
        "ΕΝΤΑΞΗ",
        "ΈΝΤΑΞΗ",
        "  Ένταξη ",
        "ενταξη",
        unicodedata.normalize("NFD", "Ένταξη"),
        "\u1f73νταξη",
        "Έν\u00adταξη",
        "\ufeffένταξη\u200b",
    ],
)
def test_all_spellings_of_a_word_fold_to_one(spelling: str) -> None:
    assert fold(spelling) == "ενταξη"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Σίσυφος", "σισυφοσ"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Ταΰγετος, Μάϊος, ΡΟΛΌΪ", "ταυγετοσ, μαιοσ, ρολοι"),
        ("Ἀθῆναι ᾠδή", "αθηναι ωδη"),
        ("\u00b5m", "μm"),
        ("\u2126", "ω"),
        ("Women\u00a0 and\tgirls\n", "women and girls"),
        ("Café Straße Łódź", "cafe strasse łodz"),
        ("İzmir", "izmir"),
        ("ﬁne ２０２６", "fine 2026"),
        ("हिन्दी", "हिन्दी"),
        ("أحمد", "أحمد"),
        ("", ""),
    ],
)
def test_fold_drops_case_accents_final_sigma_and_extra_spaces(text: str, folded: str) -> None:
    assert [fold(text), fold(folded), fold(unicodedata.normalize("NFD", text))] == [folded, folded, folded]


@pytest.mark.parametrize("clean", [clean_line, clean_text])
@pytest.mark.parametrize(
    ("text", "character", "position"),
    [
        ("\x00", "\x00", 0),
        ("Νήμα\x00", "\x00", 4),
        ("a\x08b", "\x08", 1),
        ("a\x0bb", "\x0b", 1),
        ("a\x1fb", "\x1f", 1),
        ("a\x7fb", "\x7f", 1),
        ("a\x85b", "\x85", 1),
        ("a\x9fb", "\x9f", 1),
        ("a\ud800b", "\ud800", 1),
        ("a\uffffb", "\uffff", 1),
        ("α" + "\u0316" * 1001, "\u0316", 1001),
    ],
)
def test_control_characters_are_refused_with_their_place(
    clean: Callable[[str], str], text: str, character: str, position: int
) -> None:
    with pytest.raises(RefusedCharacters) as refused:
        clean(text)

    assert (refused.value.character, refused.value.position) == (character, position)


def test_refusal_is_a_value_error_that_names_the_character_and_not_the_text() -> None:
    with pytest.raises(ValueError, match=r"^U\+0000 at position 7$"):
        clean_line("κρυφό: \x00")


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("  Σύμβουλοι \t Ένταξης\r\n", "Σύμβουλοι Ένταξης"),
        (unicodedata.normalize("NFD", "Ταΰγετος"), "Ταΰγετος"),
        (OXIA, TONOS),
        ("Τι\u037e", "Τι;"),
        ("α\u0387β", "α·β"),
        ("\u00b5έλη", "μέλη"),
        ("\ufeffΝήμα", "Νήμα"),
        ("Νή\u200bμα\u2060", "Νήμα"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("\u2066admin\u2069\u200e\u061c", "admin"),
        ("συν\u00adεργασία", "συνεργασία"),
        ("\u3164\uffa0", ""),
        ("a\u2028b", "a b"),
        ("α\u200b\u0301", "ά"),
        ("Café 2026", "Café 2026"),
        ("أحمد", "أحمد"),
        ("", ""),
    ],
)
def test_line_is_stored_without_what_the_eye_cannot_see(text: str, stored: str) -> None:
    assert [clean_line(text), clean_line(stored)] == [stored, stored]


@pytest.mark.parametrize("emoji", [FAMILY, WOMAN_AT_WORK, PRIDE, SCOTLAND, GREECE, "❤\ufe0f"])
def test_line_keeps_emoji_whole(emoji: str) -> None:
    assert clean_line(f"Χαρά {emoji}!") == f"Χαρά {emoji}!"


@pytest.mark.parametrize("text", ["Νή\u200dμα", "Νήμα\u200d👧", "👧\u200dΝήμα", "👧\u200d", "\u200d👧"])
def test_line_keeps_no_joiner_outside_emoji(text: str) -> None:
    assert clean_line(text) == text.replace("\u200d", "")


def test_line_keeps_no_invisible_tags_outside_a_flag() -> None:
    assert clean_line("Νήμα\U000e0061\U000e007f") == "Νήμα"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Πρώτη\r\nδεύτερη\rτρίτη\u2028τέταρτη\n\n\tπέμπτη ", "Πρώτη\nδεύτερη\nτρίτη\nτέταρτη\n\n\tπέμπτη "),
        ("\ufeffΝήμα\ufeff", "Νήμα"),
        (unicodedata.normalize("NFD", "άέήίόύώΐΰ"), "άέήίόύώΐΰ"),
        ("\u00b5 \u2126 \u037e", "μ Ω ;"),
        ("\u2067مرحبا\u2069 \u200dα\u200b", "\u2067مرحبا\u2069 \u200dα\u200b"),
        (f"{FAMILY} {GREECE}", f"{FAMILY} {GREECE}"),
        ("e" + "\u0316" * 1000, "e" + "\u0316" * 1000),
    ],
)
def test_text_keeps_its_lines_and_its_direction_marks(text: str, stored: str) -> None:
    assert [clean_text(text), clean_text(stored)] == [stored, stored]
