"""The arithmetic of ranking, in whole numbers, the same for every engine.

A document's score is the sum over the asked words of

    weight(word) × (the best of its alternatives in the document: share(alternative) × (BASE + tier)
                    + AGREEING, if what the document says of the thing holds two of the words that it was read as)

where an alternative's tier is the least among its stems. The numbers were tuned on half of the queries of
`tests/search/relevance`; its README tells how.
"""

from math import log

BASE = 6
"""What a word counts for that stands in the document at all; its tier, 0 to 3, comes on top."""
SHARES = {
    "written": 100,
    "layout": 100,
    "lookalike": 100,
    "sound": 100,
    "slip": 90,
    "beginning": 100,
    "synonym": 80,
    "related": 50,
}
"""How much an alternative counts, in percent, by how it was found."""
LESS = 50
"""What is left of that, in percent, for words that only sound like one that is spelt so."""
BESIDE = 50
"""What is left of that, in percent, when the word is known as it was typed."""
RARER = 0.03
"""How much more of several words that begin as one does the rarer count, as a power of how much rarer they are."""
AGREEING = 50
"""What two of the words that one was read as count beside the best of them."""
HEAVIEST = 40
"""The weight of a word that no document has."""
STEEP = 1.2
"""How much faster than its rarity a word's weight falls, so that the small words of a question do not add up."""


def weight(documents: int, total: int) -> int:
    """Return the weight of a word that so many documents of the total hold: 1 for everywhere, up to HEAVIEST."""
    rarity = log((total + 1) / (min(documents, total) + 0.5)) / log(2 * total + 2)
    return max(1, round(HEAVIEST * rarity**STEEP))


def share(found: str, less: int, rarer: float) -> int:
    """Return how much an alternative counts, in percent, of words so many times as rare as the commonest."""
    return int(SHARES[found] * less * (rarer**RARER if found == "beginning" else 1)) // 100


def agreement(word_weight: int) -> int:
    """Return what a word adds to the score of a thing that holds two of the words that it was read as."""
    return word_weight * AGREEING


def points(word_weight: int, share: int, tier: int) -> int:
    """Return what one alternative of one asked word adds to a document's score."""
    return word_weight * share * (BASE + tier)
