"""The bed: texts, queries in every spelling, and how well a ranking answers them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple

from tests.search.reference import Text

FOLDER = Path(__file__).parent
DEEPEST = 10
"""Places of a result that count."""
NO_SPELLINGS = {"id", "lang", "want"}


class Query(NamedTuple):
    """A question in one spelling, and the paragraph that answers it."""

    question: str
    language: str
    spelling: str
    text: str
    wanted: str

    @property
    def unfinished(self) -> bool:
        """Say whether the last word may go on."""
        return self.spelling.startswith("prefix")


Ranking = Callable[[Query], list[str]]
"""From a query to the keys of texts, the best first; it looks at the text, the language and whether that is unfinished."""
Engine = Callable[[Mapping[str, Text]], Ranking]
"""What is measured: an index of texts by their keys, ready to rank."""
Answers = dict[tuple[str, str], tuple["Found", "Found"]]
"""What was found by language and spelling: in the tuned half, and in the other."""


@dataclass
class Found:
    """How often, and how far up, the wanted paragraph was among the first ten."""

    queries: int = 0
    hits: int = 0
    reciprocal: float = 0
    empty: int = 0
    seconds: list[float] = field(default_factory=list)

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


def all_texts() -> dict[str, Text]:
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


def measured(ranking: Ranking, asked: Iterable[Query]) -> Answers:
    """Return what a ranking finds."""
    found: dict[tuple[str, str], tuple[Found, Found]] = defaultdict(lambda: (Found(), Found()))
    pairs = {one["key"]: min(one["key"], one["pair"]) for one in paragraphs()}
    for query in asked:
        half = found[query.language, query.spelling][not tuned(query.question)]
        begun = perf_counter()
        keys = ranking(query)
        half.seconds.append(perf_counter() - begun)
        if query.spelling == "cross":
            half.add(list(dict.fromkeys(pairs.get(key, key) for key in keys)), pairs[query.wanted])
        else:
            half.add(keys, query.wanted)
    return dict(sorted(found.items()))
