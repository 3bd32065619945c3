"""Reads one file in a process of its own, within bounds of memory and time: `python -m library.reading.child pdf`.

The file comes in by stdin; what became of it leaves by stdout as JSON: `[reason, text]`. It knows neither Django nor
the database.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterable

from library.reading import open_document, pdf, word
from library.reading.plain import as_written
from library.reading.reasons import BROKEN, CUT, EMPTY, LARGE, READ, Unread

MOST_CHARACTERS = 300_000
"""About a hundred and fifty full pages: what a page of hits still looks through in time."""
SECONDS, MOST_SECONDS = 20, 30
"""Of the processor: what was read by then is kept; a single page that takes longer ends the process."""
MEMORY = 512 * 1024**2
READERS: dict[str, Callable[[bytes], Iterable[str]]] = {
    "docx": word.paragraphs,
    "odt": open_document.paragraphs,
    "pdf": pdf.pages,
    "txt": lambda content: content.decode("utf-8-sig").splitlines(),
}


def confine() -> None:
    """Bound memory and time of this process, let it write no file, and let the pages of the site go first."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    os.nice(10)


def read(content: bytes, extension: str) -> tuple[str, str]:
    """Return what became of a file, and its text."""
    pieces: list[str] = []
    try:
        reason = gather(READERS[extension](content), pieces)
    except Unread as unread:
        reason = unread.reason
    except MemoryError:
        return LARGE, ""
    except Exception:
        # What the readers of damaged files raise differs from kind to kind.
        reason = BROKEN
    return settled(reason, as_written("\n".join(pieces))[:MOST_CHARACTERS])


def gather(found: Iterable[str], pieces: list[str]) -> str:
    """Take up pieces of text until they are enough, or time is up; say which."""
    left, until = MOST_CHARACTERS, time.process_time() + SECONDS
    for piece in found:
        pieces.append(piece[:left])
        left -= len(piece)
        if left < 0 or time.process_time() > until:
            return CUT
    return READ


def settled(reason: str, text: str) -> tuple[str, str]:
    """Return what became of a file: of a damaged one what could be read, of one without letters nothing."""
    if any(map(str.isalpha, text)):
        return (CUT, text) if reason == BROKEN else (reason, text)
    return (EMPTY if reason in {READ, CUT} else reason), ""


if __name__ == "__main__":
    confine()
    json.dump(read(sys.stdin.buffer.read(), sys.argv[1]), sys.stdout)
