"""Terms that mean the same in both languages: of the glossary, the controlled words and the kinds of bodies."""

import pytest

from search.meanings import MOST_TERMS, pairs, synonyms
from tests.factories.glossary import make_glossary_term
from tests.factories.practices import make_practice
from tests.factories.words import make_term, make_theme
from tests.search.indexing import titles
from vocabulary.models import ServiceKind, TargetGroup, Theme


@pytest.mark.parametrize(
    "greek, english, expected",
    [
        (["στέγαση"], ["housing"], {("στεγασ", "hous")}),
        (["υγεία", " "], ["health", "care"], {("υγει", "health"), ("υγει", "care")}),
        (["Άνεργοι και άνεργες"], ["Jobseekers"], {("ανερκ", "jobseek")}),
        (
            ["Παιδί και οικογένεια"],
            ["Child and family"],
            {("παιδι και οικογενει", "child and famili"), ("παιδι", "child"), ("οικογενει", "famili")},
        ),
        (["Ταμείο (ΤΕΒΑ)"], ["Fund (FEAD)"], {("ταμει τεβ", "fund fead"), ("ταμει", "fund"), ("τεβ", "fead")}),
        (["κάτι"], [], set()),
    ],
)
def test_forms_are_paired_whole_and_by_the_halves_of_a_title(
    greek: list[str], english: list[str], expected: set[tuple[str, str]]
) -> None:
    found = pairs({"el": greek, "en": english})

    assert {(" ".join(one), " ".join(other)) for one, other in found} == expected


@pytest.mark.django_db
def test_controlled_words_find_the_other_language_by_title_and_synonym() -> None:
    make_theme("housing", ("Στέγαση", "Housing"))
    make_practice("A house for everybody", language="en", summary="How housing was found.")
    make_practice("Τα σπίτια", summary="Η στέγαση των οικογενειών.")
    kinds = {"kind": ("practice",)}

    assert (set(titles("στέγασης", filters=kinds)), set(titles("housing", filters=kinds))) == (
        {"A house for everybody", "Τα σπίτια"},
        {"A house for everybody", "Τα σπίτια"},
    )


@pytest.mark.django_db
def test_synonyms_of_controlled_words_count_too_and_a_changed_word_at_once() -> None:
    group = make_term(TargetGroup, "newcomers", ("Νεοαφιχθέντες", "Newcomers"))
    before = synonyms().get(("αφιξ",))
    TargetGroup.objects.filter(code="newcomers", locale=group.locale).update(synonyms="αφίξεις, νέες αφίξεις")

    assert (before, synonyms()[("αφιξ",)]) == (None, [("newcom",)])


@pytest.mark.django_db
def test_kinds_of_bodies_are_pairs() -> None:
    assert synonyms()[("municip",)] == [("δημ",)]


@pytest.mark.django_db
def test_of_many_terms_those_count_that_most_words_give() -> None:
    for number in range(MOST_TERMS + 2):
        make_term(Theme, f"theme-{number}", (f"Στόχος {number}", "Goal"), dye="olive")
    make_term(ServiceKind, "goal", ("Στόχος 6", "Goal"))
    found = synonyms()[("goal",)]

    assert (found[0], len(found)) == (("στοχ", "6"), MOST_TERMS)


@pytest.mark.django_db
def test_the_glossary_comes_first() -> None:
    make_glossary_term("ένταξη", "integration")

    assert synonyms()[("integr",)] == [("εντακ",)]


@pytest.mark.django_db
def test_the_core_of_a_long_term_means_the_whole_of_the_other() -> None:
    make_glossary_term("συμβούλιο ένταξης μεταναστών", "migrant integration council")
    known = synonyms()

    assert (known[("integr", "council")], known[("συμβουλι", "εντακ")]) == (
        [("συμβουλι", "εντακ", "μεταναστ")],
        [("migrant", "integr", "council")],
    )
    assert known.keys().isdisjoint({("migrant", "integr"), ("εντακ", "μεταναστ"), ("συμβουλι",), ("council",)})


@pytest.mark.django_db
def test_a_core_has_no_articles_and_a_term_by_itself_keeps_its_meaning() -> None:
    make_glossary_term("συμβούλιο των γυναικών", "network council for women")
    make_glossary_term("δίκτυο πόλεων", "network council")
    make_glossary_term("κάτι άλλο", "the big network council")
    known = synonyms()

    assert (known[("network", "council")], known.keys() & {("for", "women"), ("συμβουλι", "των")}) == (
        [("δικτυ", "πολ")],
        set(),
    )
