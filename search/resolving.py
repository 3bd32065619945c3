"""Words of a query on their way from what was typed to the stems that the index holds."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from language.chain import LONGEST, folded_word
from language.greeklish import readings
from language.keyboards import meant_in_english, meant_in_greek
from language.lookalikes import twin
from language.roots import root
from language.slips import one_slip_away, reordered
from language.sounds import sound
from language.stemming import stem
from search.scoring import BESIDE, LESS, SHARES, share
from search.vocabulary import Known, Vocabulary

SYNONYM = "synonym"
MOST_SLIPS = 4
"""Unknown words of a query that a slip is looked for in."""
MOST_ALTERNATIVES = 8
MOST_BEGINNINGS = 30
MOST_RELATED = 60
CHANGING = "KP"
"""Last sounds of a family that are others in some of its words: υπουργός, υπουργικός."""
SCARCE = 10
"""Documents of a word that is looked for in related words as well."""
SHORTEST_BEGINNING = 2
SHORTEST_SOUND = 3
SHORTEST_BESIDE = 5
"""Letters of a known English word that may be Greeklish all the same."""


@dataclass(frozen=True)
class Alternative:
    """Stems that must all stand in a document, how much that counts (percent), and how they were found."""

    stems: tuple[str, ...]
    share: int
    found: str


@dataclass
class Draft:
    """One word of a query; alternatives are added the surest first.

    `documents` counts a document once for each form it holds, `commonest` those with the commonest form alone.
    """

    written: str
    folded: str
    start: int
    alternatives: dict[tuple[str, ...], Alternative] = field(default_factory=dict)
    documents: int = 0
    commonest: int = 0
    taken_for: Known | None = None

    @property
    def stem(self) -> str:
        """Return the stem of the word as it stands."""
        return stem(self.folded)

    @property
    def found(self) -> str:
        """Return how its surest alternative was found, "" when there is none."""
        return next((one.found for one in self.alternatives.values()), "")

    @property
    def surest(self) -> str:
        """Return the stem of its surest alternative, or else of the word as it stands; a term's is of other words."""
        return self.stem if self.found in ("", SYNONYM) else next(iter(self.alternatives))[0]

    @cached_property
    def latin(self) -> list[str]:
        """Return its Greek readings, if it is in Latin letters."""
        return readings(self.folded)

    @property
    def spellings(self) -> Iterator[tuple[str, str]]:
        """Yield how it may be spelt, the surest first: as it is, on the other layout, in letters that look alike."""
        yield "written", self.folded
        typed = meant_in_greek(self.written) or meant_in_english(self.written)
        if typed:
            yield "layout", folded_word(typed)
        if alike := twin(self.written):
            yield "lookalike", folded_word(alike)

    @property
    def typed(self) -> list[str]:
        """Return the words in which a slip is looked for; of what may be a word already, as it is written alone."""
        words = [word for _found, word in self.spellings] + self.latin[:1]
        return list(dict.fromkeys(words))[: 1 if self.alternatives else None]

    @property
    def is_doubtful(self) -> bool:
        """Say whether it may hold a slip: nothing is known of it, or only words that it would sound like in Greek."""
        heard = self.taken_for if self.found == "sound" else None
        return not self.alternatives or bool(heard and self.latin and heard.word not in self.latin)

    def take(self, found: str, known: Iterable[Known], less: int = 100) -> None:
        """Add the stems of words of the index, the commonest first."""
        documents: dict[str, int] = defaultdict(int)
        for word in known:
            documents[word.stem] += word.documents
            self.commonest = max(self.commonest, word.documents)
        # The admin knows words before it has counted them.
        most = max(1, *documents.values()) if documents else 1
        for one in sorted(documents, key=lambda one: -documents[one])[:MOST_ALTERNATIVES]:
            counts = share(found, less, most / max(1, documents[one]))
            self.alternatives.setdefault((one,), Alternative((one,), counts, found))
            self.documents = max(self.documents, documents[one])

    def mean(self, terms: Iterable[tuple[str, ...]]) -> None:
        """Add the terms that mean the same as what it is part of, in place of those of a shorter term."""
        kept = {stems: one for stems, one in self.alternatives.items() if one.found != SYNONYM}
        others = {stems: Alternative(stems, SHARES[SYNONYM], SYNONYM) for stems in terms}
        self.alternatives = kept | {stems: one for stems, one in others.items() if stems not in kept}

    def correct(self, close: Collection[Known]) -> None:
        """Take words that a slip parts from it; what it only sounds like counts less then."""
        heard, self.alternatives, self.documents = self.alternatives, {}, 0
        self.take("slip", close)
        for stems, one in heard.items():
            self.alternatives.setdefault(stems, replace(one, share=one.share * LESS // 100))
        self.taken_for = max(close, key=lambda row: (row.documents, row.word))


class Rows:
    """Answers of the vocabulary, by stem and by sound."""

    def __init__(self, rows: Sequence[Known]) -> None:
        self.by_stem: dict[str, list[Known]] = defaultdict(list)
        self.by_sound: dict[str, list[Known]] = defaultdict(list)
        for row in set(rows):
            self.by_stem[row.stem].append(row)
            self.by_sound[row.sound].append(row)


def resolve(drafts: list[Draft], vocabulary: Vocabulary) -> None:
    """Find each word as it is spelt, or typed on the other layout, or looking or sounding alike."""
    spelt = {draft.folded: list(draft.spellings) for draft in drafts}
    heard = {draft.folded: sounds_of(draft) for draft in drafts}
    stems = {stem(word) for found in spelt.values() for _found, word in found}
    rows = Rows(vocabulary.find(stems=stems, sounds={code for codes in heard.values() for code in codes}))
    for draft in drafts:
        read(draft, spelt[draft.folded], rows)
        listen(draft, [row for code in heard[draft.folded] for row in rows.by_sound[code]])


def read(draft: Draft, spelt: list[tuple[str, str]], rows: Rows) -> None:
    """Take the first spelling that the index knows."""
    for found, word in spelt:
        if known := rows.by_stem[stem(word)]:
            draft.take(found, known)
            draft.taken_for = None if found == "written" else nearest(known, [word])
            return


def sounds_of(draft: Draft) -> list[str]:
    """Return the sound codes of a Greek word, or of the Greek readings of a Latin one."""
    codes = [sound(stem(word)) for word in draft.latin or [draft.folded]]
    return [code for code in dict.fromkeys(codes) if len(code) >= SHORTEST_SOUND]


def listen(draft: Draft, rows: list[Known]) -> None:
    """Take words that sound like the one typed, unless it is known; a known Latin word may be Greeklish besides."""
    if not rows or (draft.found == "written" and not (draft.latin and len(draft.folded) >= SHORTEST_BESIDE)):
        return
    less = BESIDE if draft.found == "written" else 100
    words = draft.latin or [draft.folded]
    draft.taken_for = draft.taken_for or nearest(rows, words)
    exact = [row for row in rows if row.word in words]
    draft.take("sound", exact or rows, less)
    draft.take("sound", rows, less * LESS // 100)


def nearest(rows: Iterable[Known], words: list[str]) -> Known:
    """Return the word that is spelt like one of the given, or else the commonest."""
    return max(rows, key=lambda row: (row.word in words, row.documents, row.word))


def repair(drafts: list[Draft], vocabulary: Vocabulary) -> None:
    """Find words that one slip parts from those typed, in the word as it stands or in its stem."""
    drafts = sorted((draft for draft in drafts if len(draft.folded) < LONGEST), key=lambda draft: draft.found)
    drafts = drafts[:MOST_SLIPS]
    slips = {draft.folded: {slip for word in draft.typed for slip in one_slip_away(word)} for draft in drafts}
    stems = {draft.folded: set(close_stems(draft)) for draft in drafts}
    if not any(slips.values()):
        return
    rows = vocabulary.find(words=set().union(*slips.values()), stems=set().union(*stems.values()))
    for draft in drafts:
        close = [row for row in rows if row.word in slips[draft.folded]]
        close = close or [row for row in rows if row.stem in stems[draft.folded]]
        if close:
            draft.correct(close)


def close_stems(draft: Draft) -> Iterator[str]:
    """Yield the stems that one slip parts from that of an unknown word, or the word from one of theirs.

    A slip in an ending hides that it is one, so the stem says too much; there is time to take those of few words.
    """
    for word in () if draft.alternatives else draft.typed:
        yield from one_slip_away(stem(word))
        yield from map(stem, reordered(word))


def finish(draft: Draft, vocabulary: Vocabulary) -> None:
    """Find the words that begin as the last one does, which is not typed to its end.

    What it is as a whole word counts when nothing begins so, or when it is a word by itself.
    """
    if len(draft.folded) < SHORTEST_BEGINNING:
        return
    known = beginnings(draft, vocabulary)
    if known:
        surest = [one for one in draft.alternatives.values() if one.found == "written"][:1]
        whole = any(row.word == draft.folded for row in known)
        draft.alternatives = {one.stems: one for one in surest if whole}
        draft.documents = 0
        draft.take("beginning", known)


def beginnings(draft: Draft, vocabulary: Vocabulary) -> list[Known]:
    """Return the words that begin as the surest spelling does that any word begins with."""
    spelt = [word for _found, word in draft.spellings]
    sounds = {sound(reading) for reading in draft.latin} - {""}
    rows = vocabulary.beginning([*spelt, *draft.latin], sounds, MOST_BEGINNINGS)
    starts = [(word,) for word in spelt] + [tuple(draft.latin)]
    groups = ([row for row in rows if row.word.startswith(start)] for start in starts)
    return next(filter(None, groups), list(rows))


def relate(drafts: list[Draft], vocabulary: Vocabulary) -> None:
    """Add words of the same family to those that hardly any document holds."""
    families = {draft.folded: families_of(draft) for draft in drafts if draft.documents <= SCARCE}
    wanted = set().union(*families.values())
    if not wanted:
        return
    latin = {one for one in wanted if one.islower()}
    rows = vocabulary.beginning(latin, {one.rstrip(CHANGING) for one in wanted - latin}, MOST_RELATED)
    relatives = [(row, family(row.stem)) for row in rows]
    for draft in drafts:
        documents, own = draft.documents, families.get(draft.folded, ())
        draft.take("related", [row for row, name in relatives if name in own])
        draft.documents = documents


def families_of(draft: Draft) -> set[str]:
    """Return a word's families: of what it was found as, or else of what it may be."""
    surest = [stems[0] for stems in draft.alternatives][:1]
    words = [] if surest else [*(word for _found, word in draft.spellings), *draft.latin]
    return {family(one) for one in (*surest, *map(stem, words))} - {""}


def family(stem: str) -> str:
    """Return what tells the family of a stem: its root, a Greek one as it sounds."""
    found = root(stem)
    return sound(found) or found
