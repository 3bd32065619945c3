"""The ranking by its definition, on sets in memory: what every engine has to answer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from search.asking import Asked
from search.resolving import Alternative
from search.scoring import agreement, points
from search.weighing import read_weighed


class Text(NamedTuple):
    """One document: an item in one language."""

    title: str
    body: str


def twice(several: Iterable[Iterable[str]]) -> set[str]:
    """Return what is in two of several sets at least."""
    return {key for key, times in Counter(key for one in several for key in one).items() if times > 1}


class Index:
    """Documents by their keys; the key of a newer one is the greater."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        self.tiers: dict[str, dict[str, int]] = defaultdict(dict)
        for key, text in texts.items():
            for stem, tier in read_weighed(text.title, "", "", text.body).tiers.items():
                self.tiers[stem][key] = tier

    def ranked(self, asked: Asked) -> list[str]:
        """Return the keys of all documents that hold a word: those with all words first, then by score."""
        scores: dict[str, int] = defaultdict(int)
        words: dict[str, int] = defaultdict(int)
        for word in asked.words:
            best: dict[str, int] = defaultdict(int)
            for alternative in word.alternatives:
                for key, tier in self.holding(alternative).items():
                    best[key] = max(best[key], points(word.weight, alternative.share, tier))
            agreeing = twice(self.tiers.get(stem, {}) for stem in word.read_as)
            for key, more in best.items():
                scores[key] += agreement(word.weight) * (key in agreeing)
                scores[key] += more
                words[key] += 1
        found = sum(1 for word in asked.words if word.alternatives)
        complete = {key for key, count in words.items() if count == found}
        return sorted(sorted(scores, reverse=True), key=lambda key: (key not in complete, -scores[key]))

    def holding(self, alternative: Alternative) -> dict[str, int]:
        """Return the documents that hold all stems of an alternative, with the least of their tiers."""
        first, *others = (self.tiers.get(stem, {}) for stem in alternative.stems)
        return {
            key: min(tier, *(other[key] for other in others)) if others else tier
            for key, tier in first.items()
            if all(key in other for other in others)
        }
