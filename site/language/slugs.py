"""Readable Latin-letter addresses: Greek by ELOT 743 (ISO 843:1997, type 2), other scripts by anyascii."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator
from itertools import count

from anyascii import anyascii

from language.elot import transcribe
from language.normal import normalised

MAX_LENGTH = 80
# The width of Wagtail's column: a number behind a readable slug never has to shorten it.
COLUMN_LENGTH = 255
FALLBACK = "item"
LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
LATIN_APOSTROPHE = re.compile(f"(?<=[{LATIN}])['’](?=[{LATIN}])")
DOT_BETWEEN_INITIALS = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")


def slug_for(text: str, max_length: int = MAX_LENGTH) -> str:
    """Return the address of a title: «Σύμβουλοι Ένταξης» gives symvouloi-entaxis; never empty."""
    text = normalised(text, "NFC")
    text = LATIN_APOSTROPHE.sub("", text)
    text = DOT_BETWEEN_INITIALS.sub("", text)
    latin = anyascii(transcribe(without_symbols(text))).lower()
    return cut(re.sub(r"[^a-z0-9]+", "-", latin).strip("-"), max_length) or FALLBACK


def unique_slug(base: str, taken: Callable[[str], bool] | Container[str], max_length: int = COLUMN_LENGTH) -> str:
    """Return the base, or the base with the first free number from 2 on."""
    is_taken = taken if callable(taken) else taken.__contains__
    candidates = (cut(base, max_length - len(suffix)) + suffix for suffix in suffixes())
    return next(candidate for candidate in candidates if not is_taken(candidate))


def suffixes() -> Iterator[str]:
    """Yield nothing, then -2, -3, and so on."""
    yield ""
    yield from (f"-{number}" for number in count(2))


def cut(slug: str, max_length: int) -> str:
    """Shorten a slug at a hyphen, or inside a word when that would lose more than half."""
    if len(slug) <= max_length:
        return slug
    whole_words = slug[: max_length + 1].rpartition("-")[0]
    return whole_words if len(whole_words) * 2 >= max_length else slug[:max_length].rstrip("-")


def without_symbols(text: str) -> str:
    """Drop emoji and signs, which anyascii would spell out in English."""
    return "".join(" " if unicodedata.category(character) == "So" else character for character in text)
