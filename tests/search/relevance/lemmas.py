"""How well stems find the sentences that hold a lemma in any of its forms."""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from language.folding import fold
from tests.search.relevance.bed import FOLDER, tuned

KINDS = {"NOUN": "nouns", "PROPN": "names", "ADJ": "adjectives", "VERB": "verbs"}


class Occurrence(NamedTuple):
    """A word of a sentence, folded."""

    sentence: int
    form: str
    lemma: str
    kind: str


class Kept(NamedTuple):
    """Of queries by every form of every lemma that stands in two sentences: the share found, and the right share."""

    queries: int
    recall: float
    precision: float


def occurrences() -> list[Occurrence]:
    """Return the nouns, names, adjectives and verbs of all sentences."""
    found = []
    for number, line in enumerate((FOLDER / "sentences.tsv").read_text().splitlines()):
        for word in line.partition("\t")[2].split():
            form, lemma, kind = word.split("/")
            found.append(Occurrence(number, fold(form), fold(lemma), KINDS[kind]))
    return found


def kept(stem: Callable[[str], str], *, half: bool) -> dict[str, Kept]:
    """Return how a stemmer does for each kind of word, in the tuned half of the lemmas or in the other."""
    words = occurrences()
    with_stem, with_lemma = defaultdict(set), defaultdict(set)
    for word in words:
        with_stem[stem(word.form)].add(word.sentence)
        with_lemma[word.lemma].add(word.sentence)
    asked = {(word.kind, word.form, word.lemma) for word in words if len(with_lemma[word.lemma]) > 1}
    scores: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for kind, form, lemma in asked:
        if tuned(lemma) == half:
            got, right = with_stem[stem(form)], with_lemma[lemma]
            scores[kind].append((len(got & right) / len(right), len(got & right) / len(got)))
    return {kind: mean(pairs) for kind, pairs in sorted(scores.items())}


def mean(pairs: list[tuple[float, float]]) -> Kept:
    """Return the means of recalls and precisions."""
    recalls, precisions = zip(*pairs, strict=True)
    return Kept(len(pairs), sum(recalls) / len(pairs), sum(precisions) / len(pairs))
