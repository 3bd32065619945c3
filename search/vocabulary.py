"""What a query asks of the index's vocabulary, and of the terms that mean the same."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol


class Known(NamedTuple):
    """A word of the index: folded, its stem, that stem's sound, its number of documents, and how it is spelt."""

    word: str
    stem: str
    sound: str
    documents: int
    written: str


class Vocabulary(Protocol):
    """All words of the index; each method is one question to the database."""

    @property
    def documents(self) -> int:
        """Return how many documents the index holds."""

    def find(
        self, words: Collection[str] = (), stems: Collection[str] = (), sounds: Collection[str] = ()
    ) -> Sequence[Known]:
        """Return the words that are spelt, or stemmed, or sounding as one of the given, in any order.

        The slips of four long words come to 20,000 keys: hand them over as one parameter.
        """

    def beginning(self, words: Collection[str], sounds: Collection[str], most: int) -> Sequence[Known]:
        """Return words that begin with one of the given, or whose stem's sound does: so many, the commonest first."""


Synonyms = Mapping[tuple[str, ...], Sequence[tuple[str, ...]]]
"""From the stems of a term to the stems of each term that means the same, as in the other language."""
