"""The cluster finds what the database finds: random questions of random people give the same answer from both."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from search import finding
from search.finding import MOST, NEWEST, Wish, find
from search.kinds import EVERYBODY, MEMBERS, SIGNED_IN, Document
from search.writing import hold, write
from tests.factories.glossary import make_glossary_term
from tests.search.clustered import carried_by, forward_all
from tests.search.relevance.bed import paragraphs, queries

pytestmark = pytest.mark.django_db

QUESTIONS = 150
AUDIENCES = (EVERYBODY, EVERYBODY, EVERYBODY, SIGNED_IN, MEMBERS, "section:1", "section:2")
THEMES, COUNTRIES = ("housing", "work", "language"), ("GR", "PT", "DE")
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


def write_bed(dice: random.Random) -> None:
    """Keep the paragraphs as things of two languages or one, for audiences that are the same or not."""
    pairs: dict[str, list[dict[str, Any]]] = {}
    for one in paragraphs():
        pairs.setdefault(min(one["key"], one["pair"]), []).append(one)
    for number, texts in enumerate(pairs.values()):
        if dice.random() < 0.2:
            texts = texts[:1]
        audience = dice.choice(AUDIENCES)
        if not number % 50:
            write(f"kind-{number % 3}", [], {}, hold())
        documents = [
            Document(
                key=str(number),
                number=number,
                language=one["lang"],
                title=" ".join(one["body"].split()[:5]),
                address="/",
                body=one["body"],
                audience=audience if dice.random() < 0.7 else dice.choice(AUDIENCES),
                facets=frozenset(
                    {
                        f"theme:{dice.choice(THEMES)}",
                        f"theme:{dice.choice(THEMES)}",
                        f"country:{dice.choice(COUNTRIES)}",
                    }
                ),
                date=None if dice.random() < 0.2 else NOW - timedelta(days=dice.choice((0, 1, 400, 900))),
            )
            for one in texts
        ]
        write(f"kind-{number % 3}", documents, {}, hold())


def wish(dice: random.Random, texts: list[str]) -> Wish:
    """Return what somebody may look for."""
    words = dice.choice(texts).split()
    text = " ".join(dice.sample(words, min(len(words), dice.choice((0, 1, 1, 2, 2, 3, 8)))))
    filters = {
        name: tuple(sorted(set(dice.choices(codes, k=dice.choice((1, 2))))))
        for name, codes in {
            "theme": THEMES,
            "country": (*COUNTRIES, "XX"),
            "language": ("el", "en"),
            "kind": ("kind-0", "kind-1", "kind-7"),
            "year": ("2026", "2025", "1990"),
        }.items()
        if dice.random() < 0.2
    }
    size = dice.choice((3, 20, 50))
    start = dice.choice((0, 0, 0, size, 40, MOST - 10, 10**9))
    person = SimpleNamespace(audiences={EVERYBODY, *dice.sample(AUDIENCES, dice.choice((0, 1, 3)))})
    return Wish(text, person, filters, dice.choice(("", "", NEWEST)), start, size, dice.random() < 0.2)


@pytest.fixture
def bed(elasticsearch_url: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[random.Random]:
    """The bed in both engines, and dice."""
    dice = random.Random(6)
    monkeypatch.setattr(finding, "audiences_of", lambda person: person.audiences)
    make_glossary_term(term_el="αξιολόγηση", forms_el="", term_en="peer review", forms_en="evaluation of the region")
    with transaction.atomic():
        write_bed(dice)
    with carried_by([elasticsearch_url], settings):
        forward_all()
        yield dice


def test_random_questions_are_answered_alike(bed: random.Random) -> None:
    texts = [query.text for query in queries()]
    for number in range(QUESTIONS):
        asked = wish(bed, texts)
        ours, theirs = finding.by_database(asked, 0), find(asked)

        assert not theirs.is_reserve, number
        assert vars(ours) | {"is_reserve": False} == vars(theirs), (number, asked)
