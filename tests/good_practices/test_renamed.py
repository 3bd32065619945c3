"""A word that gets another name is found by it, and no longer by the old one, in everything that holds it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from taggit.models import Tag

from good_practices import findable
from network_members.models import Organisation
from search import kinds
from search.actions import catch_up
from search.checking import Fault, check
from search.finding import Wish, find
from search.kinds import Kind
from search.models import Note
from search.pages import page_kind
from search.waiting import texts
from tests.factories.people import make_organisation
from tests.factories.practices import make_practice
from tests.factories.words import make_place, make_term
from tests.search.indexing import found, read_all
from vocabulary.models import Axis, Country, InterventionLevel, Place, PolicyGoal, TargetGroup, Term, Theme

pytestmark = pytest.mark.django_db

BEFORE, AFTER = {"el": "Ανεμώνα", "en": "Hawthorn"}, {"el": "Βιολέτα", "en": "Juniper"}
BOTH = pytest.mark.parametrize("language", ["el", "en"])
CHOSEN: list[tuple[str, type[Term]]] = [
    ("themes", Theme),
    ("axes", Axis),
    ("target_groups", TargetGroup),
    ("levels", InterventionLevel),
    ("goals", PolicyGoal),
]


def rename(word: Term, language: str) -> None:
    """Give a word another name in a language."""
    one = type(word).objects.in_language(language).get(translation_key=word.translation_key)
    one.title = AFTER[language]
    one.save()


def renamed(change: Callable[[], object], language: str = "el") -> tuple[list[int], list[int]]:
    """Return how much is found by the old and by the new name, before and after a change."""
    names = BEFORE[language], AFTER[language]
    before = [found(name).total for name in names]
    change()
    return before, [found(name).total for name in names]


@BOTH
@pytest.mark.parametrize(("field", "kind"), CHOSEN)
def test_a_practice_is_found_by_the_new_name_of_its_words(field: str, kind: type[Any], language: str) -> None:
    word = make_term(kind, "flower", (BEFORE["el"], BEFORE["en"]))
    chosen: dict[str, Any] = {field: [word]}
    make_practice("Κήπος", language=language, **chosen)

    assert renamed(lambda: rename(word, language), language) == ([1, 0], [0, 1])


@BOTH
@pytest.mark.parametrize("of_practice", ["el", "en"])
def test_a_practice_is_found_by_the_new_name_of_its_place_in_both_languages(language: str, of_practice: str) -> None:
    place = make_place("flower", (BEFORE["el"], BEFORE["en"]))
    make_practice("Κήπος", language=of_practice, place=place)

    assert renamed(lambda: rename(place, language), language) == ([1, 0], [0, 1])


@BOTH
def test_a_practice_is_found_by_the_new_name_of_its_country_in_both_languages(language: str) -> None:
    place = make_place("flower")
    country = place.country
    Country.objects.filter(translation_key=country.translation_key, locale__language_code=language).update(
        title=BEFORE[language]
    )
    make_practice("Κήπος", place=place)

    assert renamed(lambda: rename(country, language), language) == ([1, 0], [0, 1])


def test_a_practice_is_found_by_the_new_name_of_a_keyword() -> None:
    make_practice("Κήπος", tags=[BEFORE["el"]])

    assert renamed(lambda: Tag.objects.filter(name=BEFORE["el"]).update(name=AFTER["el"])) == ([1, 0], [0, 1])


@BOTH
def test_a_practice_is_found_by_the_new_name_of_its_body(language: str) -> None:
    body = make_organisation("body", **{f"name_{language}": BEFORE[language]})
    make_practice("Κήπος", lead_organisation=body)

    def change() -> None:
        Organisation.objects.filter(pk=body.pk).update(**{f"name_{language}": AFTER[language]})

    # The body itself is found too.
    assert renamed(change, language) == ([2, 0], [0, 2])


def test_what_lies_in_a_place_that_comes_to_another_country_is_found_there() -> None:
    place = make_place("flower")
    other = make_term(Country, "fr", ("Γαλλία", "France"))
    make_practice("Κήπος", place=place)
    make_organisation("body", name_el="Σύλλογος κήπου", place=place)
    old = {place.country.code: 2}
    before = found("κήπος").counts["country"]
    Place.objects.filter(pk=place.pk).update(country=other)

    assert (before, found("κήπος").counts["country"]) == (old, {"fr": 2})


# Many of them


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one practice be read at a time."""
    make = page_kind

    def small(*given: Any, **named: Any) -> Kind:
        return replace(make(*given, **named), piece=1)

    monkeypatch.setattr(findable, "page_kind", small)
    monkeypatch.setattr(kinds, "_asked", kinds._asked.__wrapped__)


def by_both_names() -> tuple[int, int]:
    """Return how many things the old and the new name find at this moment."""
    before, after = (find(Wish(names["el"], None)).total for names in (BEFORE, AFTER))
    return before, after


@pytest.mark.usefixtures("one_by_one")
def test_what_many_hold_is_read_piece_by_piece_and_stays_found_by_its_old_name_until_then() -> None:
    theme = make_term(Theme, "flower", (BEFORE["el"], BEFORE["en"]))
    for number in range(3):
        make_practice(f"Κήπος {number}", themes=[theme])
    read_all()
    rename(theme, "el")
    steps = [by_both_names()]
    while catch_up():
        steps.append(by_both_names())

    assert steps == [(3, 0), (2, 1), (1, 2), (0, 3)]
    assert [one for one in check() if isinstance(one, Fault)] == []


@pytest.mark.usefixtures("one_by_one")
def test_a_change_that_hides_something_is_read_before_what_was_put_off() -> None:
    theme = make_term(Theme, "flower", (BEFORE["el"], BEFORE["en"]))
    practices = [make_practice(f"Κήπος {number}", themes=[theme]) for number in range(3)]
    read_all()
    rename(theme, "el")
    catch_up()
    practices[0].unpublish()
    hidden = texts() != 0, by_both_names()
    catch_up()
    left = set(Note.objects.values_list("source", flat=True))

    assert (hidden, texts(), left) == ((True, (2, 0)), 0, {"practice later"})
    read_all()
    assert by_both_names() == (0, 2)


@pytest.mark.usefixtures("one_by_one")
def test_a_second_new_name_on_the_way_is_the_one_that_is_found_in_the_end() -> None:
    theme = make_term(Theme, "flower", (BEFORE["el"], BEFORE["en"]))
    for number in range(3):
        make_practice(f"Κήπος {number}", themes=[theme])
    read_all()
    theme.title = "Κρίνος"
    theme.save()
    catch_up()
    rename(theme, "el")
    read_all()

    assert (by_both_names(), found("Κρίνος").total) == ((0, 3), 0)
