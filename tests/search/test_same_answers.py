"""The cluster finds what the database finds: random questions of random people give the same answer from both."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from search import finding
from search.finding import MOST, NEWEST, Found, Wish, find
from search.kinds import EVERYBODY, MEMBERS, SIGNED_IN, Document
from search.models import Item
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
def carried(elasticsearch_url: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cluster that carries the search, of people who name their audiences."""
    monkeypatch.setattr(finding, "audiences_of", lambda person: person.audiences)
    with carried_by([elasticsearch_url], settings):
        yield


def tell(key: int, audiences: str = "everybody everybody", **texts: str) -> None:
    """Write a thing with a text in each language, for its audience."""
    documents = [
        Document(str(key), key, language, text, "/", audience=audience)
        for (language, text), audience in zip(texts.items(), audiences.split(), strict=False)
    ]
    with transaction.atomic():
        write("thing", documents, {}, hold())


def of_database(wish: Wish) -> Found:
    """Return what the database finds."""
    return finding.as_seen(partial(finding.by_database, wish, 0))


def both(text: str, *audiences: str, **wish: Any) -> Found:
    """Return what people of some audiences find, from either engine alike."""
    forward_all()
    asked = Wish(text, SimpleNamespace(audiences={EVERYBODY, *audiences}), **wish)
    found = find(asked)
    assert not found.is_reserve
    assert of_database(asked) == replace(found, is_reserve=True)
    return found


def test_a_term_of_several_words_stands_in_one_text(carried: None) -> None:
    make_glossary_term(term_el="αξιολόγηση", forms_el="", term_en="peer review", forms_en="")
    tell(1, el="peer κήπος", en="review garden")
    tell(2, el="peer review", en="garden")

    assert both("αξιολόγηση").total == 1


def test_a_thing_is_met_by_whichever_of_its_languages_a_person_may_find(carried: None) -> None:
    tell(1, "everybody members", el="κήπος", en="garden")

    visitor, member = both("κήπος garden"), both("κήπος garden", "members")

    assert [(one.total, one.unknown) for one in (visitor, member)] == [(1, ("garden",)), (1, ())]
    assert [both("", *who).counts["language"] for who in ((), ("members",))] == [{"el": 1}, {"el": 1, "en": 1}]


def test_audiences_that_change_leave_nothing_behind(carried: None) -> None:
    tell(1, "everybody members", el="κήπος", en="garden")
    before = [both("garden", *who).total for who in ((), ("members",))]
    tell(1, "members members", el="κήπος", en="garden")
    closed = [both("", *who).total for who in ((), ("members",))]
    tell(1, "everybody everybody", el="κήπος", en="garden")

    assert (before, closed, [both("", *who).total for who in ((), ("members",))]) == ([0, 1], [0, 1], [1, 1])


def test_words_of_a_family_stand_for_one_behind_the_word_itself(carried: None) -> None:
    tell(1, "members", el="μετανάστευση")
    tell(2, el="μετανάστης")

    found = [both("μετανάστευση", *who).things for who in ((), ("members",))]

    assert [[Item.objects.get(pk=number // 2).key for number in things] for things in found] == [["2"], ["1", "2"]]


def test_a_slip_is_repaired_to_words_that_this_person_finds(carried: None) -> None:
    tell(1, "members", el="καναρίνι")
    tell(2, el="θάλασσα")
    found = [both("θαλασσα καναρίμι", *who).asked.suggestion for who in ((), ("members",))]

    assert found == [None, "θαλασσα καναρίνι"]


def test_without_anything_that_fits_nothing_is_counted(carried: None) -> None:
    tell(1, el="κήπος")
    nothing = both("", filters={"kind": ("none",)})

    assert (nothing.total, nothing.is_loose, nothing.counts) == (0, True, {})
    assert both("κήπος", filters={"kind": ("none",)}).counts == {"kind": {"thing": 1}}


@pytest.fixture
def bed(carried: None) -> random.Random:
    """The bed in both engines, and dice."""
    dice = random.Random(6)
    with transaction.atomic():
        write_bed(dice)
    forward_all()
    return dice


def test_random_questions_are_answered_alike(bed: random.Random) -> None:
    texts = [query.text for query in queries()]
    for number in range(QUESTIONS):
        asked = wish(bed, texts)
        ours, theirs = of_database(asked), find(asked)

        assert (number, replace(ours, is_reserve=False)) == (number, theirs)
