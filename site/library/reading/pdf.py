"""The text of a PDF, page by page."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PageObject, PdfReader

from library.reading.reasons import CUT, LOCKED, Unread

MOST_PAGES = 500


def pages(content: bytes) -> Iterator[str]:
    """Yield the text of each page; raise Unread for a file that is locked, or longer than is read."""
    reader = PdfReader(BytesIO(content))
    # Many files only forbid changes: their text opens with an empty password, as in any reader.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unread(LOCKED)
    for number, page in enumerate(reader.pages):
        if number == MOST_PAGES:
            raise Unread(CUT)
        yield text_of(page)


def text_of(page: PageObject) -> str:
    """Return the text of a page; nothing of one that is damaged, so that the others are still found."""
    try:
        return page.extract_text()
    except MemoryError:
        raise
    except Exception:
        # What pypdf raises for damage differs from kind to kind.
        return ""
