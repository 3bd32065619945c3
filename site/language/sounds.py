"""What a Greek stem sounds like, so that spellings that sound alike find each other.

The code is written in capitals, which no stem has. It is coarser than speech: β and μπ, and θ and τ, are one, as
Greeklish writes them by one letter.
"""

import re
from functools import lru_cache

GREEK = re.compile("[α-ω]+")
SOUNDS = {
    "ου": "U",
    "αι": "E",
    "ει": "I",
    "οι": "I",
    "υι": "I",
    "αυ": "AV",
    "ευ": "EV",
    "μπ": "V",
    "ντ": "D",
    "γκ": "G",
    "γγ": "G",
    "γχ": "NX",
    "γξ": "NKS",
    **dict(zip("αβγδεζηθικλμνοπρστυφχω", "AVGDEZITIKLMNOPRSTIFXO", strict=True)),
    "ξ": "KS",
    "ψ": "PS",
}
PIECES = re.compile("|".join(sorted(SOUNDS, key=len, reverse=True)))
UNVOICED = re.compile("V(?=[KPTFXS])")
TWICE = re.compile(r"(.)\1+")


@lru_cache(65_536)
def sound(stem: str) -> str:
    """Return the code of a Greek stem's sound, and nothing for a stem in other letters."""
    if not GREEK.fullmatch(stem):
        return ""
    spoken = PIECES.sub(lambda piece: SOUNDS[piece[0]], stem)
    return TWICE.sub(r"\1", UNVOICED.sub("F", spoken))
