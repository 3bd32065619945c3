"""The text of a Word file (.docx), paragraph by paragraph."""

from collections.abc import Iterator
from typing import IO

from defusedxml.ElementTree import iterparse

from library.reading.package import parts

PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
UNREAD = frozenset({"Fallback", "moveFrom", "del"})
"""What was deleted or moved away, and what stands in for drawings in older programs: it would be read twice."""
SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def paragraphs(content: bytes) -> Iterator[str]:
    """Yield the text of each paragraph; raise Unread for a file that is locked or too large."""
    for part in parts(content, *PARTS):
        yield from paragraphs_in(part)


def paragraphs_in(part: IO[bytes]) -> Iterator[str]:
    """Yield the paragraphs of a part, however many runs they were split into; what was yielded is forgotten."""
    pieces: list[str] = []
    skipped = 0
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        kind = element.tag.rpartition("}")[2]
        if kind in UNREAD:
            skipped += 1 if event == "start" else -1
        elif event == "end" and not skipped:
            pieces.append((element.text or "") if kind == "t" else SIGNS.get(kind, ""))
            if kind == "p":
                yield "".join(pieces)
                pieces.clear()
                element.clear()
