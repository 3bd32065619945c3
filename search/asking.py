"""What was asked: every word of a query, however it is spelt, as stems that the index holds.

A word that is not spelt as indexed is resolved through the vocabulary: typed on the other keyboard layout, in letters
that look alike, in Greeklish, by its sound, with one slip, or not to its end yet. That takes four questions at most.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from language.chain import WORD, folded_word
from language.keyboards import without_dead_keys
from search.resolving import SYNONYM, Alternative, Draft, finish, relate, repair, resolve
from search.scoring import weight
from search.vocabulary import Synonyms, Vocabulary

MOST_WORDS = 32
MOST_READ = 1000
"""Words of a query that are looked at."""
FEW_DOCUMENTS = 200
COMMON = 0.25
"""Share of the documents, of both languages together, whose words tell nothing: και, the. Measured, no list."""
LONGEST_TERM = 5
"""Words of the longest term whose synonyms are looked for."""


@dataclass(frozen=True)
class AskedWord:
    """A word of a query: as typed, what it may be in the index, its weight, and the known word it was taken for."""

    written: str
    alternatives: tuple[Alternative, ...]
    weight: int
    taken_for: str | None = None

    @property
    def read_as(self) -> list[str]:
        """Return the stems that it may stand for by itself: no terms that mean the same."""
        return [one.stems[0] for one in self.alternatives if one.found != SYNONYM]


@dataclass(frozen=True)
class Asked:
    """A query: its words in their order, those left out, and the query as it was meant, when a slip was repaired."""

    words: tuple[AskedWord, ...]
    ignored: tuple[str, ...] = ()
    """Words beyond the most that are read."""
    common: tuple[str, ...] = ()
    """Words that tell nothing, because so many texts hold them."""
    suggestion: str | None = None


def asked(text: str, vocabulary: Vocabulary, synonyms: Synonyms | None = None, *, unfinished: bool = False) -> Asked:
    """Return what a query asks for; any text will do, and one without words asks for nothing.

    `unfinished` tells that the last word may go on. Words beyond the 32nd are ignored, and so are words of every other
    document when the query has others that any document holds.
    """
    text = without_dead_keys(text)
    drafts, ignored = drafted(text)
    resolve(drafts, vocabulary)
    expand(drafts, synonyms or {})
    if unfinished and drafts:
        finish(drafts[-1], vocabulary)
    repair([draft for draft in drafts if draft.is_doubtful], vocabulary)
    relate([draft for draft in drafts if draft.found != "beginning"], vocabulary)
    expand(drafts, synonyms or {})
    total = vocabulary.documents
    telling = those_that_tell(drafts, total)
    left_out = tuple(draft.written for draft in drafts if draft not in telling)
    return Asked(tuple(finished(draft, total) for draft in telling), ignored, left_out, suggested(text, drafts))


def those_that_tell(drafts: list[Draft], total: int) -> list[Draft]:
    """Return words without the common ones, unless there are no others.

    If no document holds any of the others, the rarest of the common ones leads somewhere; each of them costs the
    databases most of what fifty people may wait for (case S06).
    """
    ordinary = [draft for draft in drafts if common(draft, total)]
    telling = [draft for draft in drafts if not common(draft, total)]
    if not telling or not ordinary or any(draft.alternatives for draft in telling):
        return telling or drafts
    rarest = min(ordinary, key=lambda draft: draft.commonest)
    return [draft for draft in drafts if draft in telling or draft is rarest]


def common(draft: Draft, total: int) -> bool:
    """Say whether a word stands in so many documents that it tells none from another."""
    return total >= FEW_DOCUMENTS and draft.found != "beginning" and draft.commonest > COMMON * total


def drafted(text: str) -> tuple[list[Draft], tuple[str, ...]]:
    """Return the first words of a text, each once, and the next ones, which are ignored."""
    found = [(folded_word(match[0]), match) for match in islice(WORD.finditer(text), MOST_READ)]
    unique = {folded: match for folded, match in reversed(found) if folded}
    drafts = [Draft(match[0], folded, match.start()) for folded, match in unique.items()]
    drafts.sort(key=lambda draft: draft.start)
    return drafts[:MOST_WORDS], tuple(draft.written for draft in drafts[MOST_WORDS:])


def expand(drafts: list[Draft], synonyms: Synonyms) -> None:
    """Give each word the terms that mean the same as the longest term it is part of."""
    place = 0
    while place < len(drafts):
        length, terms = longest_term(drafts[place : place + LONGEST_TERM], synonyms)
        for draft in drafts[place : place + length]:
            draft.mean(terms)
        place += max(length, 1)


def longest_term(drafts: list[Draft], synonyms: Synonyms) -> tuple[int, list[tuple[str, ...]]]:
    """Return how many of the words are a term that has synonyms, and these; the longest counts."""
    stems = [draft.surest for draft in drafts]
    for length in range(len(stems), 0, -1):
        if terms := synonyms.get(tuple(stems[:length])):
            return length, list(terms)
    return 0, []


def finished(draft: Draft, total: int) -> AskedWord:
    """Return a word as the engines take it."""
    taken_for = draft.taken_for.written if draft.taken_for else None
    return AskedWord(draft.written, tuple(draft.alternatives.values()), weight(draft.documents, total), taken_for)


def suggested(text: str, drafts: list[Draft]) -> str | None:
    """Return the query with its slips repaired, or None when there were none."""
    pieces = list(spelt(text, drafts))
    return "".join(pieces) if len(pieces) > 1 else None


def spelt(text: str, drafts: list[Draft]) -> Iterator[str]:
    """Yield a query in pieces, each word with a slip replaced by the known one."""
    place = 0
    for draft in drafts:
        if draft.taken_for and any(one.found == "slip" for one in draft.alternatives.values()):
            yield text[place : draft.start]
            yield draft.taken_for.written
            place = draft.start + len(draft.written)
    yield text[place:]
