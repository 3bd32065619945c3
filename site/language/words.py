r"""Counting words, the same in Python and in the browser.

A word is a run of letters, digits and accents. Inside it, between two of them, may stand a hyphen, an
apostrophe, a full stop, an at sign or an underscore; between two digits also a comma, a colon or a slash. So each
of these is one word: «well-being», «don't», «π.χ.», «1.600», «3,5», «17:30», «10/12/2026». «απ’ όλους»
are two, as are «and/or» and the years of «2021–2024», whose dash is no hyphen.

`WORD` is written for both: `new RegExp(WORD, "gu")` finds the same words in JavaScript, which gets it from
the server, so the two counts cannot drift apart. It names its letters by range, as Python's `re` has no `\p{L}`
and JavaScript's `\w` knows no Greek.
"""

import re

# Latin to Khmer and Greek Extended without × ÷ and the Greek question mark and ano teleia; then East Asia.
LETTER = (
    r"0-9A-Za-z\u00AA\u00B5\u00BA\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u0386\u0388-\u1FFF"
    r"\u2C00-\u2DFF\u3040-\uD7FF\uF900-\uFDFF\uFE70-\uFEFC"
)
WORD = (
    rf"(?:[{LETTER}][-\u00AD\u2010\u2011'\u2019.@_](?=[{LETTER}])"
    rf"|[0-9][,:/](?=[0-9])"
    rf"|[{LETTER}])+"
)
WORDS = re.compile(WORD)


def count_words(text: str) -> int:
    """Return the number of words."""
    return sum(1 for _ in WORDS.finditer(text))
