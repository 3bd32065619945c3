"""The bed: texts, queries in every spelling, and how well a ranking answers them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.search.reference import Text

FOLDER = Path(__file__).parent
DEEPEST = 10
"""Places of a result that count."""
NO_SPELLINGS = {"id", "lang", "want"}

Ranking = Callable[[str, bool], list[str]]
"""From a query, and whether its last word is unfinished, to the keys of documents, the best first."""
Engine = Callable[[Mapping[str, Text]], Ranking]
"""What is measured: an index of texts by their keys, ready to rank."""


class Query(NamedTuple):
    """A question in one spelling, and the paragraph that answers it."""

    question: str
    language: str
    spelling: str
    text: str
    wanted: str


@dataclass
class Found:
    """How often, and how far up, the wanted paragraph was among the first ten."""

    queries: int = 0
    hits: int = 0
    reciprocal: float = 0
    empty: int = 0

    def add(self, keys: list[str], wanted: str) -> None:
        """Count one answer."""
        first = keys[:DEEPEST]
        self.queries += 1
        self.hits += wanted in first
        self.reciprocal += 1 / (first.index(wanted) + 1) if wanted in first else 0
        self.empty += not keys

    @property
    def recall(self) -> float:
        return self.hits / self.queries

    @property
    def mrr(self) -> float:
        return self.reciprocal / self.queries


@cache
def paragraphs() -> list[dict[str, Any]]:
    """Return the paragraphs: key, language, key of the translation, text."""
    return rows("paragraphs.jsonl")


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file."""
    return [json.loads(line) for line in (FOLDER / name).read_text().splitlines()]


def bed_a() -> dict[str, Text]:
    """Return the Greek paragraphs."""
    return {one["key"]: Text("", one["body"]) for one in paragraphs() if one["lang"] == "el"}


def bed_b() -> dict[str, Text]:
    """Return all paragraphs and sentences."""
    long = {one["key"]: Text("", one["body"]) for one in paragraphs()}
    lines = (FOLDER / "sentences.tsv").read_text().splitlines()
    return long | {f"sentence-{number:04}": Text("", line.split("\t")[0]) for number, line in enumerate(lines)}


def queries() -> Iterator[Query]:
    """Yield every question in every spelling; as it is, it is asked across the languages as well."""
    pairs = {one["key"]: one["pair"] for one in paragraphs()}
    for row in rows("queries.jsonl"):
        for spelling in row.keys() - NO_SPELLINGS:
            yield Query(row["id"], row["lang"], spelling, row[spelling], row["want"])
        yield Query(row["id"], row["lang"], "cross", row["as_is"], pairs[row["want"]])


def tuned(key: str) -> bool:
    """Say whether a question or a lemma is of the half that may be looked at."""
    return hashlib.md5(key.encode()).digest()[0] % 2 == 0


def measured(ranking: Ranking, asked: Iterable[Query]) -> dict[tuple[str, str], tuple[Found, Found]]:
    """Return what was found by language and spelling: in the tuned half, and in the other."""
    found: dict[tuple[str, str], tuple[Found, Found]] = defaultdict(lambda: (Found(), Found()))
    pairs = {one["key"]: min(one["key"], one["pair"]) for one in paragraphs()}
    for query in asked:
        keys = ranking(query.text, query.spelling.startswith("prefix"))
        half = found[query.language, query.spelling][not tuned(query.question)]
        if query.spelling == "cross":
            half.add(list(dict.fromkeys(pairs.get(key, key) for key in keys)), pairs[query.wanted])
        else:
            half.add(keys, query.wanted)
    return dict(sorted(found.items()))
