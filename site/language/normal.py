"""Unicode's normal forms, in bearable time: `unicodedata.normalize` is quadratic in a run of accents."""

import re
import unicodedata
from typing import Literal

LONGEST_RUN = 1000
# No character below U+0300 combines, and none above the Adlam block.
MARKS = "".join(chr(code) for code in range(0x300, 0x1E960) if unicodedata.combining(chr(code)))
RUN_OF_MARKS = re.compile(f"[{MARKS}]{{2,}}")


def normalised(text: str, form: Literal["NFC", "NFD", "NFKD"]) -> str:
    """Return a text in a normal form, the accents beyond the thousandth on one letter left out."""
    if may_surpass(text):
        text = RUN_OF_MARKS.sub(lambda run: run[0][:LONGEST_RUN], text)
    return unicodedata.normalize(form, text)


def may_surpass(text: str) -> bool:
    """Say whether a text is long enough for a run that is too long; looking for one takes its time."""
    return len(text) > LONGEST_RUN and not text.isascii()


def surplus_mark(text: str) -> int | None:
    """Return the place of the first accent that `normalised` would leave out."""
    if not may_surpass(text):
        return None
    starts = (run.start() for run in RUN_OF_MARKS.finditer(text) if len(run[0]) > LONGEST_RUN)
    start = next(starts, None)
    return None if start is None else start + LONGEST_RUN
