"""The text of a Word file, paragraph by paragraph: three parts of the package, and nothing that they point at."""

from collections.abc import Iterator
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from library.reading.reasons import BROKEN, LARGE, LOCKED, Unread

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 100 * 1024**2
DOCUMENT = "word/document.xml"
PARTS = (DOCUMENT, "word/footnotes.xml", "word/endnotes.xml")
UNREAD = frozenset({"Fallback", "moveFrom", "del"})
"""What was deleted or moved away, and what stands in for drawings in older programs: it would be read twice."""
SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}


def paragraphs(content: bytes) -> Iterator[str]:
    """Yield the text of each paragraph; raise Unread for a file that is locked, damaged or too large."""
    if content.startswith(OLD_OR_LOCKED):
        raise Unread(LOCKED)
    try:
        with ZipFile(BytesIO(content)) as package:
            refuse_unfit(package)
            for name in PARTS:
                if name in package.namelist() or name == DOCUMENT:
                    with package.open(name) as part:
                        yield from paragraphs_in(part)
    except (BadZipFile, DefusedXmlException, ParseError, KeyError, NotImplementedError, EOFError) as error:
        raise Unread(BROKEN) from error


def refuse_unfit(package: ZipFile) -> None:
    """Refuse a package that is locked, or that unpacks to more than is read."""
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise Unread(LOCKED)
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unread(LARGE)


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
