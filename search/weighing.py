"""How much each word of a document weighs in it: one of four tiers, from mentioned to what it is about.

The measure is that of BM25F (Robertson, Zaragoza and Taylor 2004): occurrences are added up over the fields, each by
the field's weight, and flattened afterwards. The length of a text hardly counts, else short comments bury long
practices. The tier is the number of thresholds that the measure passes.
"""

from collections import defaultdict

from language.chain import counted_stems

FIELD_WEIGHTS = (6.0, 2.0, 4.0, 1.0)
"""Of title, summary, keywords and body."""
LENGTH_COUNTS = 0.15
USUAL_LENGTH = 200
THRESHOLDS = (1.6, 3.2, 6.0)


def weighed(title: str, summary: str, keywords: str, body: str) -> dict[str, int]:
    """Return the tier, 0 to 3, of every stem of a document in one language."""
    amounts: dict[str, float] = defaultdict(float)
    length = 0
    for text, field_weight in zip((title, summary, keywords, body), FIELD_WEIGHTS, strict=True):
        for stem, times in counted_stems(text).items():
            length += times
            amounts[stem] += times * field_weight
    stretch = 1 - LENGTH_COUNTS + LENGTH_COUNTS * length / USUAL_LENGTH
    low, middle, high = (threshold * stretch for threshold in THRESHOLDS)
    return {stem: (amount > low) + (amount > middle) + (amount > high) for stem, amount in amounts.items()}
