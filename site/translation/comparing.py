"""What changed between two texts, word by word."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from translation.meaning import TAG

WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, went or came."""

    text: str
    kind: str
    """`same`, `gone` or `new`."""


def compare(earlier: str, later: str) -> Iterator[Piece]:
    """Yield what stayed, went and came from one text to the next; formatting does not count."""
    before, after = words(earlier), words(later)
    for step, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            yield Piece(" ".join(after[first:last]), "same")
            continue
        if start != end:
            yield Piece(" ".join(before[start:end]), "gone")
        if first != last:
            yield Piece(" ".join(after[first:last]), "new")


def words(text: str) -> list[str]:
    """Return the words of a text without its formatting."""
    return WORD.findall(html.unescape(TAG.sub(" ", text)))
