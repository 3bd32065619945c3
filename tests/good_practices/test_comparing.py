"""Two to four practices stand side by side, as far as the reader may read them."""

import re
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from good_practices.models import GoodPracticePage
from network_members.models import Organisation, User
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.factories.words import make_theme
from tests.network_members.rooms import words_of
from tests.reading import count_anew, faults, read
from tests.search.indexing import read_all

CANARY = "ΚΑΝΑΡΙΝΙ-2e90"


def side_by_side(*practices: Any, language: str = "en", more: str = "") -> str:
    """Return the address of a comparison."""
    chosen = "&".join(f"practice={getattr(one, 'translation_key', one)}" for one in practices)
    return f"/{language}/practices/compare/?{chosen}{more}"


def heads(page: str) -> list[str]:
    """Return the titles above the columns."""
    return re.findall(r'<a href="[^"]+"[^>]*>([^<]+)</a>\s*<a class="small', page)


def rows(page: str) -> dict[str, list[str]]:
    """Return the answers by question, as words."""
    found = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    return {
        label: [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", cells, re.DOTALL)]
        for label, cells in found
    }


@pytest.fixture
def two(council: Organisation) -> list[GoodPracticePage]:
    """Two practices that answer different questions."""
    return [
        make_practice("Σύμβουλοι", lead_organisation=council, people_reached=1200, summary="Πρώτη", transfer="*Όλα*"),
        make_practice("Advisers abroad", language="en", lead_organisation=council, cost=5000, costs_shown_to="all"),
    ]


def test_each_practice_is_a_column_in_the_order_of_the_address(two: list[Any], visitor: Client) -> None:
    assert heads(read(visitor, side_by_side(*two))) == ["Σύμβουλοι", "Advisers abroad"]
    assert heads(read(visitor, side_by_side(*reversed(two)))) == ["Advisers abroad", "Σύμβουλοι"]


def test_questions_that_nobody_answers_are_left_out_and_a_gap_is_a_dash(two: list[Any], visitor: Client) -> None:
    found = rows(read(visitor, side_by_side(*two)))

    assert {name: found[name] for name in ("People", "Cost", "In short", "What you can take over")} == {
        "People": ["1,200 people reached", "–"],
        "Cost": ["–", "5,000 €"],
        "In short": ["Πρώτη", "–"],
        "What you can take over": ["Όλα", "–"],
    }
    assert "Difficulties and advice" not in found


@pytest.mark.parametrize(("language", "words"), [("el", ("Σύγκριση πρακτικών", "1.200")), ("en", ("Compare", "1,200"))])
def test_the_page_speaks_the_readers_language_and_marks_the_other(
    language: str, words: tuple[str, ...], two: list[Any], visitor: Client
) -> None:
    page = read(visitor, side_by_side(*two, language=language))

    assert [word for word in words if word not in page] == []
    other = "en" if language == "el" else "el"
    assert f'lang="{other}">{"Advisers abroad" if language == "el" else "Σύμβουλοι"}</a>' in page
    assert faults(page) == []


def test_a_reader_gets_the_version_of_their_language(two: list[Any], visitor: Client) -> None:
    translate(two[0], words=lambda text: "Advisers" if text == "Σύμβουλοι" else text)

    assert heads(read(visitor, side_by_side(two[0]))) == ["Advisers"]
    assert heads(read(visitor, side_by_side(two[0], language="el"))) == ["Σύμβουλοι"]


def test_what_may_not_be_read_is_left_out_with_a_word(two: list[Any], council: Organisation, visitor: Client) -> None:
    draft = make_practice(CANARY, lead_organisation=council, live=False)

    page = read(visitor, side_by_side(two[0], draft, uuid4()))

    assert (heads(page), CANARY in page, "Not every practice" in page) == (["Σύμβουλοι"], False, True)


def test_costs_for_members_are_shown_to_members_alone(two: list[Any], visitor: Client, member: User) -> None:
    GoodPracticePage.objects.update(costs_shown_to="members")
    client = Client()
    client.force_login(member)

    assert "Cost" not in rows(read(visitor, side_by_side(*two)))
    assert rows(read(client, side_by_side(*two)))["Cost"] == ["–", "5,000 €"]


def test_no_more_than_four_stand_side_by_side(two: list[Any], visitor: Client) -> None:
    more = [make_practice(f"Πρακτική {number}") for number in range(3)]

    page = read(visitor, side_by_side(*two, *more))

    assert (len(heads(page)), "Four stand side by side" in page, 'id="q"' in page) == (4, True, False)


@pytest.mark.parametrize("key", ["", "x", "%00", "1" * 5000, "practice", "0" * 31])
def test_what_is_no_key_is_overlooked(key: str, two: list[Any], visitor: Client) -> None:
    answer = visitor.get(side_by_side(two[0], key, two[0]))

    assert answer.status_code in {200, 400}
    assert answer.status_code == 400 or heads(answer.content.decode()) == ["Σύμβουλοι"]


def test_a_column_is_taken_out_by_its_link(two: list[Any], visitor: Client) -> None:
    page = read(visitor, side_by_side(*two))

    links = re.findall(r'<a class="small no-print" href="([^"]+)"', page)
    assert [heads(read(visitor, link.replace("&amp;", "&"))) for link in links] == [["Advisers abroad"], ["Σύμβουλοι"]]


def test_others_are_found_by_their_words_and_added(two: list[Any], visitor: Client) -> None:
    read_all()
    page = read(visitor, side_by_side(two[0], more="&q=adviser"))

    links = re.findall(r'<a href="([^"]+)" rel="nofollow"[^>]*>Advisers abroad</a>', page)
    assert [heads(read(visitor, link.replace("&amp;", "&"))) for link in links] == [["Σύμβουλοι", "Advisers abroad"]]
    assert "No practice holds" in words_of(visitor.get(side_by_side(two[0], more="&q=zzzz")))


def test_words_of_a_draft_find_nothing(two: list[Any], council: Organisation, visitor: Client) -> None:
    make_practice(CANARY, lead_organisation=council, live=False)
    read_all()

    assert read(visitor, side_by_side(two[0], more=f"&q={CANARY}")).count(CANARY) == 1


def test_without_a_practice_the_page_asks_for_one(visitor: Client, two: list[Any]) -> None:
    assert "Find the first practice" in words_of(visitor.get("/en/practices/compare/"))


def test_the_page_of_a_practice_leads_here(two: list[Any], visitor: Client) -> None:
    theme = make_theme("work", ("Εργασία", "Work"))
    for page in two:
        page.themes = [theme]
        page.save_revision().publish()

    assert f"/el/practices/compare/?practice={two[0].translation_key}" in read(visitor, two[0].url_in("el"))


def test_each_further_practice_costs_few_queries(two: list[Any], visitor: Client) -> None:
    more = [make_practice(f"Πρακτική {number}") for number in range(2)]

    counts = [count_anew(visitor, side_by_side(*[*two, *more][:number])) for number in (1, 2, 3)]

    assert [later - earlier <= 3 for earlier, later in pairwise(counts)] == [True, True]


@pytest.mark.parametrize("language", ["el", "en"])
def test_rows_of_the_library_are_ticked_and_sent_to_the_comparison(
    language: str, two: list[Any], visitor: Client
) -> None:
    page = read(visitor, {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}[language])

    ticks = set(re.findall(r'<input type="checkbox" name="practice" value="([^"]+)" form="compare">', page))
    action = re.search(r'<form id="compare" [^>]*action="([^"]+)"', page)
    assert ticks == {str(one.translation_key) for one in two}
    assert action
    assert sorted(heads(read(visitor, f"{action[1]}?" + "&".join(f"practice={key}" for key in ticks)))) == [
        "Advisers abroad",
        "Σύμβουλοι",
    ]


def test_a_single_row_has_nothing_to_be_compared_with(db: None, visitor: Client) -> None:
    make_practice("Μόνη")

    assert 'id="compare"' not in read(visitor, "/el/kales-praktikes/")
