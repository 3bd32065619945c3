"""When two texts say the same: only a change of meaning makes a translation outdated.

Case, accents, punctuation and white space do not (the network's rule); what counts, measures or negates does: digits
with the comma or point between them, a minus before a number, per cent.
"""

import html
import re
import unicodedata

from language.folding import fold

TAG = re.compile(r"<[^>]*>")
SIGNS = frozenset("%‰°")
MINUS = frozenset("-\u2012\u2013\u2212")


def meaning(text: str) -> str:
    """Return what two texts share that mean the same."""
    plain = fold(html.unescape(TAG.sub(" ", text)))
    return " ".join("".join(kept(plain, place) for place in range(len(plain))).split())


def kept(text: str, place: int) -> str:
    """Return a sign of a folded text if it means something; else a space, or nothing within a word."""
    sign = text[place]
    if unicodedata.category(sign)[0] in "LNMS" or sign in SIGNS:
        return sign
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if after.isdigit() and (before.isdigit() or (sign in MINUS and not before.strip())):
        return sign
    return "" if before.isalpha() and after.isalpha() and not sign.isspace() and sign not in MINUS else " "
