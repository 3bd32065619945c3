"""Sentences that ask for two readings: the same measure for Greek and English, and a hint, never a hurdle.

Twenty-five words are where plain-language guides for public texts draw the line (GOV.UK, "Sentence length"; European
Commission, "How to write clearly": 20 on average).
"""

import re

from language.words import count_words

LONGEST = 25
"""Words of a sentence that is read at once."""
ENDS = {
    # The Greek question mark is typed as a semicolon; the ano teleia parts sentences too.
    "el": re.compile(r"(?<=[.!;…·:\u037e\u0387])[»”\")]*\s+|\n+"),
    "en": re.compile(r"(?<=[.!?…:])[»”\")]*\s+|\n+"),
}


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of a text; a line break ends one too, as in lists."""
    found = (piece.strip() for piece in ENDS[language].split(text))
    return [piece for piece in found if piece]


def long_sentences(text: str, language: str) -> list[str]:
    """Return the sentences with more than 25 words, as they are written."""
    return [sentence for sentence in sentences(text, language) if count_words(sentence) > LONGEST]
