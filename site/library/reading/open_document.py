"""The text of a LibreOffice file (.odt), paragraph by paragraph."""

from collections.abc import Iterator
from typing import IO

from defusedxml.ElementTree import iterparse

from library.reading.package import parts

PARAGRAPHS = frozenset({"p", "h"})
SIGNS = {"tab": " ", "s": " ", "line-break": "\n", "soft-hyphen": "\u00ad"}
UNREAD = "tracked-changes"
"""What was deleted, and who did it."""


def paragraphs(content: bytes) -> Iterator[str]:
    """Yield the text of each paragraph; raise Unread for a file that is locked or too large."""
    for part in parts(content, "content.xml"):
        yield from paragraphs_in(part)


def paragraphs_in(part: IO[bytes]) -> Iterator[str]:
    """Yield the paragraphs of a part; what was yielded is forgotten."""
    unread = False
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        kind = element.tag.rpartition("}")[2]
        if kind == UNREAD:
            unread = event == "start"
        elif event == "end" and kind in SIGNS:
            element.text = SIGNS[kind]
        elif event == "end" and kind in PARAGRAPHS:
            if not unread:
                yield "".join(element.itertext())
            element.clear()
