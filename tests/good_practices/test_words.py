"""Words find practices in whatever spelling, together with the filters."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override

from good_practices.listing import Listing, show
from network_members.models import Organisation
from tests.factories.practices import library, make_practice
from tests.factories.words import make_place, make_theme
from tests.reading import read
from tests.search.indexing import read_all

URL = "/el/kales-praktikes/"


def listing(query: str = "", language: str = "el") -> Listing:
    read_all()
    with override(language):
        found = show(QueryDict(query), language=language, url=URL)
        _ = (found.facets, found.chips, found.way_out, found.rows, found.title, found.heading)
    return found


def titles(text: str, language: str = "el") -> list[str]:
    query = QueryDict(mutable=True)
    query["q"] = text
    return [row["title"] for row in listing(query.urlencode(), language).rows]


@pytest.fixture
def mothers(db: None) -> None:
    """Two practices with different words."""
    make_practice("Νέες μητέρες στη γειτονιά", one_line="Ομάδες γλώσσας", themes=[make_theme()])
    make_practice("Mentoring", one_line="Ζευγάρια που κρατούν", summary="Οι μέντορες στη γειτονιά")


@pytest.mark.parametrize(
    "text",
    [
        "μητέρα γειτονιάς",
        "miteres",
        "geitonia glossa",
        "mhteres",
        "μιτέρες",
        "μητέρρες",
        "mhterew",
        "μητέρες",
        "μητερες",
        "ΜΗΤΕΡΕΣ",
        "μητε\u0301ρες",
        "γειτονια γλωσσας",
        "  νέες   ",
        "μητέρ",
    ],
)
def test_spelling_does_not_matter_and_all_words_must_be_there(text: str, mothers: None) -> None:
    assert titles(text) == ["Νέες μητέρες στη γειτονιά"]


def test_title_line_and_summary_are_searched(mothers: None) -> None:
    assert [titles(text) for text in ("mentoring", "ζευγάρια", "μέντορες")] == [["Mentoring"]] * 3


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize("text", ["πατρεων", "patras", "council γλωσσας"])
def test_a_practice_is_found_by_its_body_in_either_language(text: str, language: str, council: Organisation) -> None:
    make_practice("Νέες μητέρες", one_line="Ομάδες γλώσσας", lead_organisation=council)
    make_practice("Mentoring")

    assert titles(text, language) == ["Νέες μητέρες"]


@pytest.mark.parametrize(("text", "language"), [("αθηνα", "el"), ("athens", "en")])
def test_a_practice_is_found_by_its_place(text: str, language: str, db: None) -> None:
    make_practice("Mentoring")
    make_practice("Νέες μητέρες", place=make_place("volos", ("Βόλος", "Volos")))

    assert titles(text, language) == ["Mentoring"]


def test_an_unlisted_body_is_not_found_by_its_name(council: Organisation) -> None:
    make_practice("Mentoring", lead_organisation=council)
    Organisation.objects.filter(pk=council.pk).update(listed=False)

    assert titles("πατρέων") == []


@pytest.mark.parametrize("text", ["%", "_", "'", '"', "\\", "--", "𝕏", "κάτι άλλο"])
def test_signs_and_words_that_stand_nowhere_find_nothing(text: str, mothers: None) -> None:
    assert titles(text) == []


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "a\x01b"])
def test_nothing_to_look_for_finds_everything(text: str, mothers: None) -> None:
    assert len(titles(text)) == 2


def test_both_languages_are_searched_from_either(mothers: None) -> None:
    assert titles("μητερες", "en") == ["Νέες μητέρες στη γειτονιά"]


def test_words_join_the_filters_and_the_counts(mothers: None) -> None:
    found = listing("q=γειτονιά&theme=inclusion")

    assert [row["title"] for row in found.rows] == ["Νέες μητέρες στη γειτονιά"]
    assert found.total == 1
    assert found.clear_url == f"{URL}?q=%CE%B3%CE%B5%CE%B9%CF%84%CE%BF%CE%BD%CE%B9%CE%AC"


@pytest.mark.parametrize(
    ("language", "heading"),
    [("el", "2 πρακτικές για «γειτονιά»"), ("en", "2 practices for “γειτονιά”")],
)
def test_the_heading_says_what_was_looked_for(language: str, heading: str, mothers: None) -> None:
    assert listing("q=γειτονιά", language).heading == heading


def test_no_hit_leads_back_to_all_practices(mothers: None) -> None:
    assert listing("q=τίποτε").way_out["url"] == URL


def test_more_than_200_characters_are_left_out(mothers: None) -> None:
    assert titles("μητέρες" + " " * 200 + "λείπει") == ["Νέες μητέρες στη γειτονιά"]


@pytest.mark.parametrize("language", ["el", "en"])
def test_what_was_typed_is_shown_as_text(language: str, client: Client, mothers: None) -> None:
    page = read(client, f"{library(language).get_url()}?q=<script>alert(1)</script>")

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3
