"""Marks what was found in the words as they are written, and takes the passage of a text that holds it."""

import re
from collections.abc import Collection, Iterator
from itertools import chain

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from language.chain import WORD, stem_of, stems_of_piece

LONGEST = 240
"""Characters of a passage."""
BEFORE = 60
"""Characters of a passage before the first word that was found."""
NEAR = 20_000
"""Characters of a text that are read word by word; in the rest of a long one, only words that begin alike are."""
ENDING = 2
"""Letters at the end of a stem that the words themselves may not have."""
GAP = "…"
PIECE = re.compile(r"\S+")
ACCENTED, PLAIN = "άέήίόύώϊϋΐΰς", "αεηιουωιυιυσ"
Span = tuple[int, int]


def spans(text: str, stems: Collection[str]) -> Iterator[Span]:
    """Yield where words of some stems stand in a text; what stands between spaces is looked into only if it has one."""
    wanted, pieces = frozenset(stems), text.split()
    # Most texts are looked through in vain: without a step for each of their words.
    if wanted.isdisjoint(chain.from_iterable(map(stems_of_piece, pieces))):
        return
    lacking = map(wanted.isdisjoint, map(stems_of_piece, pieces))
    for piece, lacks in zip(PIECE.finditer(text), lacking, strict=True):
        if not lacks:
            for match in WORD.finditer(piece[0]):
                if stem_of(match[0]) in stems:
                    yield piece.start() + match.start(), piece.start() + match.end()


def marked(text: str, stems: Collection[str]) -> SafeString:
    """Return a text with the words of some stems marked."""
    pieces, place = [], 0
    for start, end in spans(text, stems):
        pieces.append((text[place:start], text[start:end]))
        place = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[place:])


def passage(texts: Collection[str], stems: Collection[str]) -> str:
    """Return the passage of the first of some texts that holds a word of some stems, else how the first one begins."""
    for text in texts:
        found = first(text, stems)
        if found is not None:
            return cut(text, found)
    return cut(next(filter(None, texts), ""), 0)


def first(text: str, stems: Collection[str]) -> int | None:
    """Return where the first word of some stems begins in a text."""
    near = next(spans(text[:NEAR], stems), None)
    if near or len(text) <= NEAR:
        return near[0] if near else None
    plain = without_accents(text)
    if len(plain) != len(text):
        return None
    found = (far(plain, text, stem) for stem in stems)
    return min((place for place in found if place is not None), default=None)


def without_accents(text: str) -> str:
    """Return Greek in small letters without accents, letter by letter; `str.translate` takes fifty times as long."""
    text = text.lower()
    for accented, plain in zip(ACCENTED, PLAIN, strict=True):
        text = text.replace(accented, plain)
    return text


def far(plain: str, text: str, stem: str) -> int | None:
    """Return where the first word of a stem begins behind the near part of a text; `plain` is it without accents."""
    beginning = stem[: max(ENDING, len(stem) - ENDING)]
    place = plain.find(beginning, NEAR)
    while place >= 0:
        word = None if text[place - 1].isalnum() else WORD.match(text, place)
        if word and stem_of(word[0]) == stem:
            return place
        place = plain.find(beginning, place + 1)
    return None


def cut(text: str, found: int) -> str:
    """Return a piece of a text around a place, between words."""
    start = text.rfind(" ", 0, max(0, found - BEFORE)) + 1 if found > BEFORE else 0
    end = len(text) if start + LONGEST >= len(text) else text.rfind(" ", start, start + LONGEST)
    if end <= start:
        end = start + LONGEST
    piece = " ".join(text[start:end].split())
    return f"{GAP if start else ''}{piece}{GAP if end < len(text) else ''}"
