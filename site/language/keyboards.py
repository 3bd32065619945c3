"""Words typed while the keyboard stood on the other language: Greek on the English layout, and the reverse."""

import re

LATIN_KEYS = "abcdefghijklmnoprstuvwxyz"
GREEK_KEYS = "αβψδεφγηιξκλμνοπρστθωςχυζ"
GREEK_FOR = dict(zip(LATIN_KEYS, GREEK_KEYS, strict=True))
LATIN_FOR = dict(zip(GREEK_KEYS, LATIN_KEYS, strict=True))
# The keys of tonos and dialytika are ; and : on the English layout.
TONOS = re.compile(";(?=[AEHIOYVaehioyv])|:(?=[IYiy])")


def without_dead_keys(text: str) -> str:
    """Return a query without the ; and : that are a tonos and a dialytika of the wrong layout: p;oroi is one word."""
    return TONOS.sub("", text)


def meant_in_greek(word: str) -> str:
    """Return what the keys of a Latin word write on the Greek layout, in small letters; "" when one writes none."""
    return retyped(word, GREEK_FOR)


def meant_in_english(word: str) -> str:
    """Return what the keys of a Greek word without accents write on the English layout, in small letters, or ""."""
    return retyped(word, LATIN_FOR)


def retyped(word: str, keys: dict[str, str]) -> str:
    """Return the letters of the same keys; letter by letter, as lower() would make a final sigma."""
    letters = [keys.get(letter.lower(), "") for letter in word]
    return "".join(letters) if all(letters) else ""
