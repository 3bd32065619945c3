"""Marks what was found in the words as they are written, and takes the passage of a text that holds it."""

from collections.abc import Collection, Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from language.chain import WORD, stem_of

LONGEST = 240
"""Characters of a passage."""
BEFORE = 60
"""Characters of a passage before the first word that was found."""
GAP = "…"
Span = tuple[int, int]


def spans(text: str, stems: Collection[str]) -> Iterator[Span]:
    """Yield where words of some stems stand in a text."""
    return (match.span() for match in WORD.finditer(text) if stem_of(match[0]) in stems)


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
        first = next(spans(text, stems), None)
        if first:
            return cut(text, first[0])
    return cut(next(filter(None, texts), ""), 0)


def cut(text: str, found: int) -> str:
    """Return a piece of a text around a place, between words."""
    start = text.rfind(" ", 0, max(0, found - BEFORE)) + 1 if found > BEFORE else 0
    end = len(text) if start + LONGEST >= len(text) else text.rfind(" ", start, start + LONGEST)
    if end <= start:
        end = start + LONGEST
    piece = " ".join(text[start:end].split())
    return f"{GAP if start else ''}{piece}{GAP if end < len(text) else ''}"
