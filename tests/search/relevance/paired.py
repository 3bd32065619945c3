"""Practices of the demo, each in one language alone, and queries for them in the other: terms of the network's words."""

from collections.abc import Iterator, Mapping
from typing import Any

from demo.loader import content
from language.chain import Word, stems_in, words_in
from language.stemming import stem
from search.vocabulary import Synonyms
from tests.search.reference import Text
from tests.search.relevance.bed import Query, all_texts

FILES = ("practices_1", "practices_2", "practices_3")
OTHER = {"el": "en", "en": "el"}
LONGEST_TERM = 5
"""Words of a term."""
TERMS = 3
"""Of a query."""
FIRST = ("title", "one_line", "summary")
Words = tuple[str, ...]


def practices() -> list[dict[str, Any]]:
    """Return the practices that are there in both languages."""
    return [one for name in FILES for one in content(name) if one["translated"]]


def bed(language: str) -> dict[str, Text]:
    """Return the practices in one language, among all other texts."""
    return all_texts() | {one["code"]: Text(one["title"][language], told(one, language)) for one in practices()}


def told(practice: Mapping[str, Any], language: str) -> str:
    """Return all that a practice says in a language beside its title."""
    return "\n".join(text for value in practice.values() for text in texts_in(value, language))


def texts_in(value: Any, language: str) -> Iterator[str]:
    """Yield the texts of a language in a piece of a practice."""
    if isinstance(value, dict) and value.keys() & OTHER.keys():
        value = value.get(language)
        yield from [value] if isinstance(value, str) else texts_in(value, language)
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one, language)


def queries(language: str, synonyms: Synonyms) -> Iterator[Query]:
    """Yield two queries in one language for each practice, of the terms that come first in it, as they stand there.

    Only terms of the network's words are taken: those of its title, its line and its summary, then the next ones.
    """
    for one in practices():
        text = "\n".join([*(one[name][language] for name in FIRST), told(one, language)])
        terms: dict[Words, str] = {}
        for term in terms_in(text, synonyms):
            terms.setdefault(tuple(stems_in(term)), term)
        found = list(terms.values())
        for start in range(0, min(len(found), 2 * TERMS), TERMS):
            yield Query(one["code"], language, "terms", " ".join(found[start : start + TERMS]), one["code"])


def terms_in(text: str, synonyms: Synonyms) -> Iterator[str]:
    """Yield the terms of a text as it writes them, the longest at each place."""
    words = words_in(text)
    place = 0
    while place < len(words):
        length = longest(words[place : place + LONGEST_TERM], synonyms)
        if length:
            yield text[words[place].start : words[place + length - 1].end]
        place += max(length, 1)


def longest(words: list[Word], synonyms: Synonyms) -> int:
    """Return how many of the words are a term."""
    stems = [stem(word.folded) for word in words]
    return next((length for length in range(len(stems), 0, -1) if tuple(stems[:length]) in synonyms), 0)
