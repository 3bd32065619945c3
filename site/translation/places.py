"""What was written for each text of an original, and for the one that stood there before it.

A formatted text keeps all its paragraphs in one place: words of a paragraph that still stands there are never those of
its neighbour, and of those that went, a paragraph takes the words of the one it has most of its words from.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from wagtail_localize.models import StringSegment, StringTranslation

from language.folding import fold
from translation.meaning import TAG

WORD = re.compile(r"[^\W_]+")
HALF = 0.5
"""How much of two paragraphs is the same before one is taken for an earlier text of the other."""

Written = dict[tuple[int, int], list[Any]]
"""All words by place and language, the oldest first."""


class Place:
    """A place of an original: the texts that stand there now, and all words that were ever written for it."""

    def __init__(self, texts: list[StringSegment], written: list[Any]) -> None:
        self.texts = {text.string_id: text for text in texts}
        self.written = {words.translation_of_id: words for words in written}

    def current(self, text: StringSegment) -> Any | None:
        """Return the words for this very text, sound or not."""
        return self.written.get(text.string_id)

    def earlier(self, text: StringSegment) -> Any | None:
        """Return the last sound words for the text that stood here before this one."""
        found = self.taken_over.get(text.string_id)
        # What stands alone took the place of whatever was there, however little of it is left.
        return self.gone[-1] if not found and self.gone and len(self.texts) == 1 else found

    @cached_property
    def gone(self) -> list[Any]:
        """Return the sound words for texts that stand here no longer, the oldest first."""
        return [words for number, words in self.written.items() if number not in self.texts and is_sound(words)]

    @cached_property
    def left(self) -> list[Any]:
        """Return those of them that no text with sound words took over; a page that is behind may show them still."""
        done = {number for number, words in self.written.items() if number in self.texts and is_sound(words)}
        return [words for words in self.gone if self.heirs[words.pk] not in done]

    @cached_property
    def taken_over(self) -> dict[int, Any]:
        """Return the last words that each text took over, by number of its string."""
        return {number: words for words in self.gone if (number := self.heirs[words.pk]) is not None}

    @cached_property
    def heirs(self) -> dict[int, int | None]:
        """Return for words of what went the one text that is most alike, if it is like any."""
        now = {number: counted(text.string.data) for number, text in self.texts.items()}
        found: dict[int, int | None] = {}
        for words in self.gone:
            before = counted(words.translation_of.data)
            like = {number: likeness(before, one) for number, one in now.items()}
            number = max(like, key=like.__getitem__)
            found[words.pk] = number if like[number] >= HALF else None
        return found


def by_place(words: Iterable[Any]) -> Written:
    """Return words by place and language."""
    found: Written = {}
    for one in words:
        found.setdefault((one.context_id, one.locale_id), []).append(one)
    return found


def places_of(segments: Iterable[StringSegment], locale: int, written: Written) -> dict[int, Place]:
    """Return the places of an original with what was written for them in a language, by number of the context."""
    texts: dict[int, list[StringSegment]] = {}
    for segment in segments:
        texts.setdefault(segment.context_id, []).append(segment)
    return {number: Place(found, written.get((number, locale), [])) for number, found in texts.items()}


def is_sound(words: StringTranslation) -> bool:
    """Say whether words can stand for their text."""
    return not words.has_error and bool(words.data.replace("<br>", "").replace("<br/>", "").strip())


def counted(text: str) -> Counter[str]:
    """Return the words of a text without case, accents, punctuation and formatting."""
    return Counter(WORD.findall(fold(html.unescape(TAG.sub(" ", text)))))


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return which part of the words of two texts is the same, from none to all."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
