"""Greek in Latin letters by ELOT 743.

ELOT 743 (second edition, 2001) equals ISO 843:1997, type 2 (transcription): the spelling of Greek passports
and road signs, without the accents.
"""

import re

from language.normal import normalised

GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
LATIN = "a v g d e z i th i k l m n x o p r s t y f ch ps o"
LETTERS = dict(zip(map(ord, GREEK), LATIN.split(), strict=True))
IOTA_SUBSCRIPT = "\u0345"
MARK = "[\u0300-\u036f]"
LETTER = r"[^\W\d_]"
# In decomposed text an accent on the first vowel stands between the two, so άυ is no pair and αύ is one.
UPSILON = f"υ(?!{MARK}*\u0308){MARK}*"
RULES = [
    (re.compile(f"([αεη]){UPSILON}(?=[αβγδεζηιλμνορυω])"), r"\1v"),
    (re.compile(f"([αεη]){UPSILON}"), r"\1f"),
    (re.compile(f"ο{UPSILON}"), "ou"),
    (re.compile(f"(?<!{LETTER}|{MARK})μπ|μπ(?!{LETTER})"), "b"),
    (re.compile("γ(?=[γξχ])"), "n"),
    (re.compile(f"([α-ω]){MARK}+"), r"\1"),
]


def transcribe(text: str) -> str:
    """Return the text in small letters, its Greek in Latin letters, other scripts as they are."""
    text = normalised(text, "NFD").replace(IOTA_SUBSCRIPT, "").casefold()
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return normalised(text.translate(LETTERS), "NFC")
