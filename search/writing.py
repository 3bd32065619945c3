"""Writes texts into the index: the row that hits are shown from, its lexemes, and the words of the vocabulary."""

import secrets
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.db import connection

from language.chain import LONGEST, REMEMBERED, Read
from language.sounds import sound
from search.analysing import Fields, analysed
from search.engines.database import index
from search.engines.rows import SIGN, put
from search.kinds import EVERYBODY, LANGUAGES, Document
from search.models import AnyWord, Item, State, Text, Word
from search.weighing import words_of

Holding = tuple[bool, Mapping[str, Read]]
"""Whether everybody may find a text, and its words by how they are folded."""
COMPARED = ["title", "summary", "keywords", "body", "address", "stands_in", "audience", "facets", "date"]
"""What a text tells."""
FIELDS = ("title", "summary", "keywords", "body")
COUNTED = (*FIELDS, "audience")
"""On which the counts of words depend."""
TYPES = {
    **dict.fromkeys(("id", "item_id", "number"), "bigint"),
    **dict.fromkeys(("kind", "language", *COMPARED), "text"),
    "date": "timestamptz",
    "sequence": "bigint",
}
"""Columns of a text as PostgreSQL has them."""
FIXED = ("id", "item_id", "kind", "language")
"""Those that never change."""
HELD = {
    "sqlite": "SELECT * FROM search_state WHERE id = 1",
    "postgresql": "SELECT * FROM search_state WHERE id = 1 FOR UPDATE",
}
KEEP = "INSERT INTO search_text ({names}) {{rows}} ON CONFLICT (id) DO UPDATE SET {changes}".format(
    names=", ".join(TYPES), changes=", ".join(f"{name} = excluded.{name}" for name in TYPES if name not in FIXED)
)
COUNTS = {**dict.fromkeys(("word", "written", "stem", "sound"), "text"), "texts": "integer", "public": "integer"}
COUNT = (
    "INSERT INTO {table} (word, written, stem, sound, texts, public) {{rows}} ON CONFLICT (word) "
    "DO UPDATE SET texts = {table}.texts + excluded.texts, public = {table}.public + excluded.public"
)


def hold() -> State:
    """Return the state of the index, held until the transaction ends: one writes at a time, in order."""
    # Each change begins here: put together by the ORM, the question takes twice as long.
    held = next(iter(State.objects.raw(HELD[connection.vendor])), None)
    return held or State.objects.select_for_update().get_or_create(pk=1)[0]


def write(
    kind: str, documents: list[Document], standing: dict[int, Text], state: State, *, trusting: bool = False
) -> None:
    """Keep documents of a kind in place of the texts that stood for the same rows; texts without a document go.

    Texts that stood come with their keys. Who trusts the index has no text analysed that says what it said.
    """
    state.sequence += 1
    state.mark = secrets.randbits(60)
    known = {text.key: text.item_id for text in standing.values() if text.kind == kind}
    fresh = {text.pk: text for text in texts_of(kind, documents, state.sequence, known)}
    standing |= Text.objects.standing().in_bulk(fresh.keys() - standing.keys())
    state.texts += sum(map(is_public, fresh.values())) - sum(map(is_public, standing.values()))
    same = {number for number, text in fresh.items() if number in standing and alike(text, standing[number], COMPARED)}
    gone = [emptied(text, state.sequence) for number, text in standing.items() if number not in fresh]
    keep([text for number, text in fresh.items() if number not in same] + gone)
    found = {number: analysed(fields_of(text)) for number, text in fresh.items() if not (trusting and number in same)}
    index().write({text.pk: "" for text in gone} | {number: one.lexemes for number, one in found.items()})
    before, now = changed(standing, fresh)
    stood = [(is_public(text), words_of(*fields_of(text))) for text in before]
    count_words(stood, [(is_public(text), found[text.pk].words) for text in now])
    state.move()


def keep(texts: list[Text]) -> None:
    """Write rows of texts."""
    put(KEEP, TYPES, ([column(text, name) for name in TYPES] for text in texts))


def column(text: Text, name: str) -> Any:
    """Return a column of a text as the database takes it."""
    value = getattr(text, name)
    return connection.ops.adapt_datetimefield_value(value) if name == "date" else value


def texts_of(kind: str, documents: list[Document], sequence: int, known: dict[str, int]) -> Iterable[Text]:
    """Yield the rows of documents; `known` are numbers of things by key."""
    numbers = known | items(kind, {one.key for one in documents} - known.keys())
    for one in documents:
        item = numbers[one.key]
        yield Text(
            pk=2 * item + LANGUAGES.index(one.language),
            item_id=item,
            kind=kind,
            number=one.number,
            language=one.language,
            **{name: getattr(one, name).replace(SIGN, " ") for name in FIELDS},
            address=one.address,
            stands_in=one.stands_in,
            audience=one.audience,
            facets=" ".join(sorted(one.facets)),
            date=one.date,
            sequence=sequence,
        )


def items(kind: str, keys: set[str]) -> dict[str, int]:
    """Return the numbers of things by key; new ones get theirs."""
    known = dict(Item.objects.filter(kind=kind, key__in=keys).values_list("key", "pk")) if keys else {}
    missing = sorted(keys - known.keys())
    if missing:
        Item.objects.bulk_create(Item(kind=kind, key=key) for key in missing)
        known |= dict(Item.objects.filter(kind=kind, key__in=missing).values_list("key", "pk"))
    return known


def emptied(text: Text, sequence: int) -> Text:
    """Return a text that says nothing any more; its number stays, so that nothing else gets it."""
    return Text(
        pk=text.pk, item_id=text.item_id, kind=text.kind, number=text.number, language=text.language, sequence=sequence
    )


def lexemes_of(text: Text) -> list[str]:
    """Return what the index keeps of a text."""
    return analysed(fields_of(text)).lexemes.split()


def fields_of(text: Text | Document) -> Fields:
    """Return what is analysed of a text."""
    return text.title, text.summary, text.keywords, text.body


def changed(before: dict[int, Text], now: dict[int, Text]) -> tuple[list[Text], list[Text]]:
    """Return texts as they stood and as they are, without those that hold the same words for the same people."""
    same = {number for number, text in now.items() if number in before and alike(text, before[number], COUNTED)}
    return [one for key, one in before.items() if key not in same], [one for key, one in now.items() if key not in same]


def alike(one: Text, other: Text, names: Iterable[str]) -> bool:
    """Say whether two texts say the same."""
    return all(getattr(one, name) == getattr(other, name) for name in names)


def is_public(text: Text) -> bool:
    """Say whether everybody may find a text."""
    return text.audience == EVERYBODY


def count_words(before: Iterable[Holding], now: Iterable[Holding]) -> None:
    """Bring the vocabulary from texts as they stood to texts as they are."""
    change_counts(list(differences(Tally(before), Tally(now))))


class Tally:
    """How many texts hold each word: those that everybody may find, and the others."""

    def __init__(self, texts: Iterable[Holding]) -> None:
        self.numbers: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        words: dict[bool, dict[str, Read]] = {True: {}, False: {}}
        for open_to_all, held in texts:
            self.numbers[open_to_all].update(held.keys())
            words[open_to_all] |= held
        self.words = words[False] | words[True]
        """By how they are folded; spelt as everybody finds them, if anybody does."""

    def unlike(self, other: "Tally") -> Iterable[str]:
        """Return the words that another number of texts holds."""
        if not other.words:
            return self.words
        pairs = (held.items() ^ other.numbers[open_to_all].items() for open_to_all, held in self.numbers.items())
        return {word for some in pairs for word, _number in some}


def differences(stood: Tally, stands: Tally) -> Iterator[tuple[Read, int, int]]:
    """Yield each word with how many texts more hold it, and how many of these are public, in the order of the words."""
    known = stood.words | stands.words
    more, fewer = ((one.numbers[True].get, one.numbers[False].get) for one in (stands, stood))
    for word in sorted(stands.unlike(stood)):
        public = more[0](word, 0) - fewer[0](word, 0)
        texts = public + more[1](word, 0) - fewer[1](word, 0)
        if texts or public:
            yield known[word], texts, public


def change_counts(changes: list[tuple[Read, int, int]], model: type[AnyWord] = Word) -> None:
    """Add to the counts of words, of all texts and of public ones; a word that no text holds any more goes."""
    rows = ((*row_of(word), texts, public) for word, texts, public in changes)
    put(COUNT.format(table=model._meta.db_table), COUNTS, rows)
    fewer = [word.folded for word, texts, _public in changes if texts < 0]
    if fewer:
        model._default_manager.filter(word__in=fewer, texts__lte=0).delete()


def row_of(word: Read) -> tuple[str, str, str, str]:
    """Return a row of the vocabulary without its counts."""
    return word.folded, word.written[:LONGEST].lower(), word.stem, sound_of(word.stem)


sound_of = lru_cache(REMEMBERED)(sound)
