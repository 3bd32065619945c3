"""What search finds, in every spelling; `make bench-search` prints it and holds it to its goals.

An engine is plugged in by a function that indexes texts and returns a ranking (`relevance.engines`).
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from demo.loader.glossary import load_glossary
from demo.loader.words import load_words
from language.stemming import stem
from search.meanings import synonyms
from tests.elastic import shared
from tests.search.clustered import carried_by
from tests.search.reference import Text
from tests.search.relevance import paired
from tests.search.relevance.bed import Answers, Engine, Found, Query, all_texts, measured, queries
from tests.search.relevance.engines import carried, database, plain, reference
from tests.search.relevance.lemmas import kept
from tests.search.relevance.lucene import lucene

GREEK = {
    ("as_is", "no_accents", "capitals", "capitals_tonos"): (0.95, 0.85),
    ("homoglyph", "inflected"): (0.95, 0.845),
    ("greeklish_elot", "greeklish_informal", "wrong_layout"): (0.94, 0.84),
    ("typo",): (0.94, 0.83),
    ("prefix", "prefix_plain"): (0.88, 0.7),
    ("question",): (0.97, 0.93),
    ("cross",): (0.95, 0.85),
}
ENGLISH = {
    ("as_is", "lower", "capitals"): (0.98, 0.9),
    ("typo",): (0.97, 0.9),
    ("prefix",): (0.93, 0.77),
    ("question",): (0.98, 0.93),
    ("cross",): (0.98, 0.91),
}
GOALS = {
    (language, spelling): goal
    for language, goals in (("el", GREEK), ("en", ENGLISH))
    for spellings, goal in goals.items()
    for spelling in spellings
}
"""Least recall@10 and MRR@10, both halves together."""
CLOSE = 0.01
"""How far a spelling may fall behind the words as they are, and an engine behind another."""
MOST_EMPTY = 0.01
OURS, DEFINED, CLUSTER, LUCENE = "database", "definition", "cluster", "lucene"
LEAST_ACROSS = 0.8
"""Recall@10 of what is written in the other language, by the network's words alone."""


@pytest.fixture(scope="module")
def answers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Answers]:
    """What each engine finds, printed."""
    with engines() as known, django_db_blocker.unblock():
        found = {name: asked_of(engine, all_texts(), queries()) for name, engine in known.items()}
    show("written", found)
    return found


@pytest.fixture(scope="module")
def across(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Answers:
    """What is found of practices that are there in the other language alone, printed."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_glossary()
        load_words()
        found = [
            asked_of(database, paired.bed(paired.OTHER[language]), paired.queries(language, synonyms()))
            for language in paired.OTHER
        ]
        transaction.set_rollback(True)
    both: Answers = {key: halves for one in found for key, halves in one.items()}
    show("in the other language", {OURS: both})
    return both


@contextmanager
def engines() -> Iterator[dict[str, Engine]]:
    """Yield what is measured by name; where Elasticsearch is to be had, ours in it and Lucene's own analysers."""
    known: dict[str, Engine] = {OURS: database, DEFINED: reference, "folded FTS5": plain}
    if not shared.is_to_be_had():
        yield known
        return
    with shared.one_node() as url, carried_by([url], settings):
        address, settings.SEARCH_URL = settings.SEARCH_URL, ""
        yield known | {CLUSTER: carried(address), LUCENE: lucene(url)}


def asked_of(engine: Engine, texts: Mapping[str, Text], asked: Iterable[Query]) -> Answers:
    """Return what an engine finds of texts; nothing of it stays in the database."""
    with transaction.atomic():
        found = measured(engine(texts), asked)
        transaction.set_rollback(True)
    return found


def show(name: str, found: Mapping[str, Answers]) -> None:
    """Print recall@10 / MRR@10 of each engine, ours for the tuned half and the other as well."""
    columns = [*found, "tuned half", "other half"]
    print(f"\n{f'{name}, {connection.vendor}':<28} queries empty  " + "  ".join(f"{one:<11}" for one in columns))
    for key, halves in found[OURS].items():
        ours = together(halves)
        numbers = [*(together(answers[key]) for answers in found.values()), *halves]
        print(
            f"{' '.join(key):<28} {ours.queries:>7} {ours.empty / ours.queries:.3f}  "
            + "  ".join(f"{one.recall:.3f}/{one.mrr:.3f}" for one in numbers)
        )
    slowest = {name: slow(answers) for name, answers in found.items()}
    print("p95 of a query, in ms: " + ", ".join(f"{name} {1000 * one:.1f}" for name, one in slowest.items()))


def slow(answers: Answers) -> float:
    """Return how long the 95th of a hundred queries takes, in seconds."""
    seconds = sorted(second for halves in answers.values() for half in halves for second in half.seconds)
    return seconds[int(0.95 * len(seconds))]


def together(halves: tuple[Found, Found]) -> Found:
    """Return both halves as one."""
    one, other = halves
    return Found(
        one.queries + other.queries,
        one.hits + other.hits,
        one.reciprocal + other.reciprocal,
        one.empty + other.empty,
    )


def test_every_spelling_reaches_its_goal(answers: dict[str, Answers]) -> None:
    found = {key: together(answers[OURS][key]) for key in GOALS}

    missed = {key: one for key, one in found.items() if one.recall < GOALS[key][0] or one.mrr < GOALS[key][1]}
    assert missed == {}


def test_every_spelling_is_as_good_as_the_words_as_they_are(answers: dict[str, Answers]) -> None:
    greek = {spelling: halves for (language, spelling), halves in answers[OURS].items() if language == "el"}
    found = {spelling: together(halves).recall for spelling, halves in greek.items() if "prefix" not in spelling}

    assert {spelling for spelling, recall in found.items() if found["as_is"] - recall > CLOSE} == set()


def test_hardly_any_page_is_empty(answers: dict[str, Answers]) -> None:
    found = {key: together(halves) for key, halves in answers[OURS].items()}

    assert {key: one.empty for key, one in found.items() if one.empty > MOST_EMPTY * one.queries} == {}


@pytest.mark.parametrize("name", [DEFINED, CLUSTER])
def test_all_engines_find_the_same(answers: dict[str, Answers], name: str) -> None:
    if name not in answers:
        pytest.skip(shared.REASON)
    ours, others = ({key: together(one) for key, one in answers[each].items()} for each in (OURS, name))

    far = {key for key in ours if abs(ours[key].recall - others[key].recall) > CLOSE}
    assert far | {key for key in ours if abs(ours[key].mrr - others[key].mrr) > CLOSE} == set()


def test_lucenes_own_greek_is_worse_at_every_spelling_and_its_english_no_better(answers: dict[str, Answers]) -> None:
    if LUCENE not in answers:
        pytest.skip(shared.REASON)
    ours, others = ({key: together(one) for key, one in answers[name].items()} for name in (OURS, LUCENE))

    ahead = {key: CLOSE if key[0] == "en" else 0 for key in ours}
    better = {key for key in ours if others[key].recall > ours[key].recall + ahead[key]}
    assert better | {key for key in ours if others[key].mrr > ours[key].mrr + ahead[key]} == set()


def test_the_networks_words_find_what_is_written_in_the_other_language(across: Answers) -> None:
    assert min(together(halves).recall for halves in across.values()) >= LEAST_ACROSS


def test_stems_find_the_forms_of_a_lemma() -> None:
    halves = kept(stem, half=True), kept(stem, half=False)
    print("\nstems                             queries   tuned half     other half   (recall / precision)")
    for kind, one in halves[0].items():
        numbers = "   ".join(f"{half[kind].recall:.3f} / {half[kind].precision:.3f}" for half in halves)
        print(f"{kind:<32}  {one.queries + halves[1][kind].queries:>7}   {numbers}")

    assert min(half[kind].recall for half in halves for kind in ("nouns", "names", "adjectives")) >= 0.92
    assert min(half[kind].precision for half in halves for kind in half) >= 0.8
