"""What search finds, in every spelling; `make bench-search` prints it and holds it to its goals.

An engine is plugged in by a function in ENGINES that indexes texts and returns a ranking.
"""

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from language.stemming import stem
from tests.search.relevance.bed import Engine, Found, bed_a, bed_b, measured, queries
from tests.search.relevance.engines import database, plain, reference
from tests.search.relevance.lemmas import kept

ENGINES: dict[str, Engine] = {"reference": reference, "database": database}
GREEK = {
    ("as_is", "no_accents", "capitals", "capitals_tonos", "homoglyph", "inflected"): (0.94, 0.83),
    ("greeklish_elot", "greeklish_informal", "wrong_layout"): (0.93, 0.82),
    ("typo",): (0.93, 0.81),
    ("prefix", "prefix_plain"): (0.86, 0.68),
    ("question",): (0.97, 0.9),
    ("cross",): (0.94, 0.83),
}
ENGLISH = {
    ("as_is", "lower", "capitals"): (0.98, 0.9),
    ("typo",): (0.97, 0.88),
    ("prefix",): (0.91, 0.7),
    ("question",): (0.98, 0.9),
    ("cross",): (0.97, 0.9),
}
GOALS = {
    (language, spelling): goal
    for language, goals in (("el", GREEK), ("en", ENGLISH))
    for spellings, goal in goals.items()
    for spelling in spellings
}
"""Least recall@10 and MRR@10 on bed B, both halves together."""
CLOSE = 0.01
"""How far a spelling may fall behind the words as they are."""
MOST_EMPTY = 0.01

Answers = dict[tuple[str, str], tuple[Found, Found]]


@pytest.fixture(scope="module", params=ENGINES)
def answers(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Answers:
    """What an engine finds on bed B; both beds are printed, with a plain index beside."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = asked_of(request.param)
        transaction.set_rollback(True)
    return found


def asked_of(name: str) -> Answers:
    """Ask an engine both beds, print what it finds, and return that of bed B."""
    engine = ENGINES[name]
    greek = [query for query in queries() if query.language == "el" and query.spelling != "cross"]
    show(f"{name}, bed A", measured(engine(bed_a()), greek))
    found = measured(engine(bed_b()), queries())
    show(f"{name}, bed B", found)
    show("folded words in FTS5, bed B", measured(plain(bed_b()), queries()))
    return found


def show(name: str, found: Answers) -> None:
    """Print recall@10 / MRR@10 of both halves, the tuned one first."""
    print(f"\n{name:<32}  queries   tuned half     other half    empty")
    for (language, spelling), halves in found.items():
        numbers = "   ".join(f"{half.recall:.3f} / {half.mrr:.3f}" for half in halves)
        empty = together(halves).empty / together(halves).queries
        print(f"{language} {spelling:<29}  {together(halves).queries:>7}   {numbers}   {empty:.3f}")


def together(halves: tuple[Found, Found]) -> Found:
    """Return both halves as one."""
    one, other = halves
    return Found(
        one.queries + other.queries,
        one.hits + other.hits,
        one.reciprocal + other.reciprocal,
        one.empty + other.empty,
    )


def test_every_spelling_reaches_its_goal(answers: Answers) -> None:
    found = {key: together(answers[key]) for key in GOALS}

    missed = {key: one for key, one in found.items() if one.recall < GOALS[key][0] or one.mrr < GOALS[key][1]}
    assert missed == {}


def test_every_spelling_is_as_good_as_the_words_as_they_are(answers: Answers) -> None:
    found = {spelling: together(halves).recall for (language, spelling), halves in answers.items() if language == "el"}

    behind = {spelling: found["as_is"] - recall for spelling, recall in found.items() if "prefix" not in spelling}
    assert {spelling: by for spelling, by in behind.items() if by > CLOSE} == {}


def test_hardly_any_page_is_empty(answers: Answers) -> None:
    found = {key: together(halves) for key, halves in answers.items()}

    assert {key: one.empty for key, one in found.items() if one.empty > MOST_EMPTY * one.queries} == {}


def test_stems_find_the_forms_of_a_lemma() -> None:
    halves = kept(stem, half=True), kept(stem, half=False)
    print("\nstems                             queries   tuned half     other half   (recall / precision)")
    for kind, one in halves[0].items():
        numbers = "   ".join(f"{half[kind].recall:.3f} / {half[kind].precision:.3f}" for half in halves)
        print(f"{kind:<32}  {one.queries + halves[1][kind].queries:>7}   {numbers}")

    assert min(half[kind].recall for half in halves for kind in ("nouns", "names", "adjectives")) >= 0.92
    assert min(half[kind].precision for half in halves for kind in half) >= 0.8
