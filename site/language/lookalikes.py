"""Greek and Latin letters that look the same, mixed up in one word by keyboards, scanners and files."""

import re

LATIN = "ABEZHIKMNOPTYXaikopuvxwt"
GREEK = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαικορυνχωτ"
TO_GREEK = str.maketrans(LATIN, GREEK)
TO_LATIN = str.maketrans(GREEK, LATIN)
GREEK_LETTER = re.compile("[Ͱ-Ͽἀ-῿]")
LATIN_LETTER = re.compile("[A-Za-zÀ-ɏ]")


def repaired(word: str) -> str:
    """Return a word of Greek and Latin letters in the one script that can spell it all; others stay as they are.

    When both can, the script of most letters is meant; Greek when they are as many.
    """
    greek, latin = len(GREEK_LETTER.findall(word)), len(LATIN_LETTER.findall(word))
    if not greek or not latin:
        return word
    likeliest = (in_greek, in_latin) if greek >= latin else (in_latin, in_greek)
    return next((spelt for respell in likeliest if (spelt := respell(word))), word)


def twin(word: str) -> str:
    """Return the word that looks the same in the other script (TOKYO, ΤΟΚΥΟ), or ""."""
    greek, latin = GREEK_LETTER.search(word), LATIN_LETTER.search(word)
    if greek and latin:
        return ""
    return in_latin(word) if greek else in_greek(word) if latin else ""


def in_greek(word: str) -> str:
    """Return a word without Latin letters, or "" when one of them looks like no Greek letter."""
    spelt = word.translate(TO_GREEK)
    return "" if LATIN_LETTER.search(spelt) else spelt


def in_latin(word: str) -> str:
    """Return a word without Greek letters, or "" when one of them looks like no Latin letter."""
    spelt = word.translate(TO_LATIN)
    return "" if GREEK_LETTER.search(spelt) else spelt
