"""Text out of a file as people write it: composed letters, whole words, none of a page's typesetting."""

import re

from language.folding import REFUSED, without_invisible
from language.normal import normalised

LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
LETTER = r"[^\W\d_]"
PARTED = re.compile(rf"(?<={LETTER})(?:[-‐][ \t]*\r?\n[ \t]*|\u00ad\s*)({LETTER})")
"""A word that goes on behind the end of a line: after a hyphen, or wherever a soft one allows it."""
SPACING_TONOS = re.compile("[\u00b4\u0384\u1ffd]([ΑΕΗΙΟΥΩ])")
"""The accent of a capital letter as older programs set it, before the letter and apart from it."""
UNKNOWN = re.compile("[\ue000-\uf8ff\ufffc\ufffd]")
"""Glyphs of fonts that do not say what they mean."""
HIGH_LATIN = re.compile("[\u00b6-\u00fe]")
GREEK_OF_HIGH = str.maketrans(
    {code: bytes([code]).decode("cp1253", "ignore") for code in range(0xA1, 0xFF) if chr(code).isalpha() or code < 0xC0}
)
"""Old fonts put Greek where Latin 1 has its accented letters, and files made with them say so."""
SHARE = 0.5


def as_written(text: str) -> str:
    """Return text of a file in NFC: ligatures and accents in one piece, words joined, control characters left out."""
    text = normalised(respelt(text).translate(LIGATURES), "NFC")
    text = SPACING_TONOS.sub("\\1\u0301", text)
    text = PARTED.sub(lambda found: found[1] if joins(found) else found[0], text)
    text = UNKNOWN.sub(" ", REFUSED.sub(" ", text.replace("\r\n", "\n")))
    return normalised(without_invisible(text), "NFC").strip()


def joins(found: re.Match[str]) -> bool:
    """Say whether both sides are one word: a name or a new sentence begins with a capital letter."""
    return found[1].islower() or found[0].startswith("\u00ad")


def respelt(text: str) -> str:
    """Return the Greek of a file whose fonts call it accented Latin; all other text stays as it is."""
    letters = sum(map(str.isalpha, text))
    return text.translate(GREEK_OF_HIGH) if len(HIGH_LATIN.findall(text)) > letters * SHARE else text
