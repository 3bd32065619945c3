"""Text at the edge: cleaned before it is stored, folded before it is compared."""

import re

from language.normal import normalised, surplus_mark

ACCENTS = re.compile("[\u0300-\u036f]")
# Half of a surrogate pair and U+FFFE, U+FFFF break UTF-8 and XML; the rest are control characters.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile("\r\n?|[\u2028\u2029]")
BYTE_ORDER_MARK = "\ufeff"
MICRO_SIGN, MU = "µ", "μ"

EMOJI = "\u00a9\u00ae\u203c-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
# Unicode's Default_Ignorable_Code_Point without the variation selectors: bidi controls, zero-width, fillers.
INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
# First group, kept: the flags of England, Scotland and Wales, spelt with invisible letters.
INVISIBLE_OUTSIDE_EMOJI = re.compile(
    f"(\U0001f3f4[\U000e0020-\U000e007f]+)|(?<![{EMOJI}\ufe0f])\u200d|\u200d(?![{EMOJI}])|[{INVISIBLE}]"
)


class RefusedCharacters(ValueError):  # noqa: N818 - reads as what happened, and its message is for developers
    """The text holds a character that no keyboard types and no file format keeps."""

    def __init__(self, character: str, position: int) -> None:
        self.character = character
        self.position = position
        super().__init__(f"U+{ord(character):04X} at position {position}")


def fold(text: str) -> str:
    """Return what makes two spellings the same word: no case, accents, final sigma or extra spaces.

    Compatibility forms fold as well (ligatures, full width, the micro sign). For comparing, never for showing.
    """
    plain = ACCENTS.sub("", normalised(without_invisible(text), "NFKD"))
    return " ".join(normalised(plain.casefold(), "NFC").split())


def clean_line(text: str) -> str:
    """Return a single line as it is stored; raise RefusedCharacters for control characters."""
    return " ".join(clean_text(without_invisible(text)).split())


def clean_text(text: str) -> str:
    """Return text of many lines as it is stored; raise RefusedCharacters for control characters.

    NFC makes one letter of oxia and tonos and turns the Greek question mark into a semicolon.
    """
    refuse_unfit(text)
    text = LINE_BREAK.sub("\n", text).replace(BYTE_ORDER_MARK, "").replace(MICRO_SIGN, MU)
    return normalised(text, "NFC")


def refuse_unfit(text: str) -> None:
    """Raise RefusedCharacters for the first control character, or for the 1001st accent on one letter."""
    control = REFUSED.search(text)
    position = control.start() if control else surplus_mark(text)
    if position is not None:
        raise RefusedCharacters(text[position], position)


def without_invisible(text: str) -> str:
    """Drop bidi controls, zero-width and filler characters; the joiner stays inside an emoji."""
    return INVISIBLE_OUTSIDE_EMOJI.sub(r"\1", text)
