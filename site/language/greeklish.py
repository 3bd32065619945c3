"""Greek typed in Latin letters: what it may stand for, by ELOT 743 and by the habits of phones and mails."""

import re
from collections.abc import Iterator

MOST_READINGS = 24
# After each piece its readings, the likeliest first; a later one costs its place. Sounds alike are not told apart
# where `sound` makes them one.
PIECES = {
    "a": "α",
    "b": "β μπ",
    "c": "κ σ ψ",
    "d": "δ ντ",
    "e": "ε",
    "f": "φ",
    "g": "γ γκ",
    "h": "η χ",
    "i": "ι",
    "j": "τζ ξ",
    "k": "κ",
    "l": "λ",
    "m": "μ",
    "n": "ν",
    "o": "ο",
    "p": "π",
    "q": "κ θ",
    "r": "ρ",
    "s": "σ",
    "t": "τ",
    "u": "υ ου θ",
    "v": "β ω",
    "w": "ω ου",
    "x": "χ ξ",
    "y": "υ",
    "z": "ζ",
    "3": "ξ",
    "4": "ψ",
    "8": "θ",
    "9": "θ",
    "0": "ο θ",
    "af": "αυ αφ",
    "ai": "αι αη",
    "au": "αυ",
    "av": "αυ αβ",
    "ch": "χ",
    "ef": "ευ εφ",
    "ei": "ει εη",
    "eu": "ευ",
    "ev": "ευ εβ",
    "gg": "γγ",
    "gk": "γκ",
    "ks": "ξ",
    "mb": "μβ μπ",
    "mp": "μπ",
    "mph": "μφ",
    "mps": "μψ μπσ",
    "nd": "ντ νδ",
    "ng": "γγ",
    "nt": "ντ",
    "nth": "νθ ντη",
    "oi": "οι οη",
    "ou": "ου",
    "oy": "ου",
    "ph": "φ πη",
    "ps": "ψ",
    "th": "θ τη",
    "tz": "τζ",
}
# Vowels of the last two syllables are read in every way, as stems tell endings by their spelling.
ENDINGS = {"i": "η ι ει", "e": "ε αι", "o": "ο ω"}
SPELT = re.compile("(?=.*[a-z])[a-z0-9]+")
PIECE = re.compile("|".join([*sorted(PIECES, key=len, reverse=True), "."]))
VOWELS = frozenset("aehiouwy")


def readings(word: str) -> list[str]:
    """Return what a folded Latin word may be in Greek, folded, the likeliest first; nothing for other words."""
    if not SPELT.fullmatch(word):
        return []
    found = [(0, "")]
    for options in options_of(PIECE.findall(word)):
        longer = [(cost + more, text + piece) for cost, text in found for more, piece in enumerate(options)]
        found = sorted(longer, key=lambda reading: reading[0])[:MOST_READINGS]
    return list(dict.fromkeys(text for _cost, text in found))


def options_of(pieces: list[str]) -> Iterator[list[str]]:
    """Yield the readings of each piece of a word; a digit that stands for no letter stays."""
    syllables = [place for place, piece in enumerate(pieces) if piece[0] in VOWELS]
    ending = syllables[-2] if len(syllables) > 1 else len(pieces) - 1
    for place, piece in enumerate(pieces):
        likely = PIECES.get(piece, piece)
        yield (ENDINGS.get(piece, likely) if place >= ending else likely).split()
