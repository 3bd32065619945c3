"""What an editor is shown before deciding: points to look at, and practices that may be the same."""

import html
from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from time_machine import TimeMachineFixture

from good_practices.checking import Shown, shown
from good_practices.checklist import checklist, linked
from good_practices.models import GoodPracticePage, ResultRow
from good_practices.similar import similar_to
from network_members.models import User
from tests.factories.people import make_organisation
from tests.factories.practices import library, make_practice
from tests.factories.snapshots import make_submitted
from tests.factories.translations import translate
from tests.factories.words import make_place
from tests.good_practices.test_worklist import desk, enter
from tests.reading import count_queries, read

LONG = "Σε αυτή τη γειτονιά " + " ".join(["μένουν"] * 25) + "."


def told(practice: GoodPracticePage, language: str = "en") -> dict[str, tuple[bool, str]]:
    """Return the points by their titles."""
    with override(language):
        return {point.title: (point.is_met, point.told) for point in checklist(practice, list(shown(practice)))}


@pytest.mark.parametrize(
    ("fields", "met", "said"),
    [
        ({"start_year": None}, False, "Nothing says when it began."),
        ({"start_year": 2026, "start_month": 6}, False, "It has run for 5 months."),
        ({"start_year": 2025, "start_month": 11}, True, ""),
        ({"start_year": 2020, "end_year": 2020, "end_month": 2}, False, "It has run for 1 month."),
        ({"start_year": 2027}, False, "It has run for 0 months."),
    ],
)
def test_an_editor_sees_whether_it_has_run_for_a_year(
    fields: dict[str, Any], met: bool, said: str, db: None, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(date(2026, 11, 29))

    assert told(make_practice(**fields))["Has run for a year"] == (met, said)


@pytest.mark.parametrize(
    ("language", "title", "said"),
    [("el", "Τεκμηρίωση", "Με μετρημένα αποτελέσματα"), ("en", "Evidence", "Measured results")],
)
def test_an_editor_sees_how_well_results_are_shown(language: str, title: str, said: str, db: None) -> None:
    measured = [ResultRow(indicator="Άνθρωποι", actual="12", locale=library("el").locale)]

    assert told(make_practice(result_rows=measured), language)[title] == (True, said)
    assert told(make_practice("Άλλη"))["Evidence"] == (False, "Only described: no result was measured.")


def test_an_editor_sees_which_sentences_are_long_and_publishes_them_all_the_same(member: User, editor: User) -> None:
    practice = make_submitted(member, summary=f"{LONG} " + " ".join(["Λίγα λόγια."] * 20))

    page = html.unescape(read(enter(editor), desk(practice)))

    assert f"<mark>{LONG}</mark>" in page
    assert "1 sentence has more than 25 words." in page


def test_marks_in_a_text_stay_text(member: User, editor: User) -> None:
    practice = make_submitted(member, summary="<script>" + " ".join(["λόγια"] * 70) + "</script>")

    page = read(enter(editor), desk(practice))

    assert "<mark>&lt;script&gt;" in page
    assert "<script>λόγια" not in page


def names(practice: GoodPracticePage) -> list[tuple[str, bool, bool]]:
    """Return the titles that are alike, with what else is the same."""
    draft: Any = practice.get_latest_revision_as_object()
    return [(one.practice.draft_title, one.same_body, one.same_place) for one in similar_to(draft)]


def test_titles_are_alike_whatever_their_accents_and_endings(db: None) -> None:
    make_practice("Διερμηνείες στα δημοτικά ιατρεία", place=None)
    make_practice("Ένας κήπος για όλους", place=None)

    assert names(make_practice("ΔΙΕΡΜΗΝΕΙΑ ΣΤΟ ΔΗΜΟΤΙΚΟ ΙΑΤΡΕΙΟ", place=None)) == [
        ("Διερμηνείες στα δημοτικά ιατρεία", False, False)
    ]


def test_a_translation_tells_that_a_practice_in_the_other_language_is_alike(db: None) -> None:
    translate(make_practice("Γειτονιά"), words=lambda text: "Interpreters in the surgery")

    assert [title for title, *_same in names(make_practice("Interpreter in a surgery", language="en"))] == [
        "Interpreters in the surgery"
    ]


def test_the_same_body_and_place_make_less_enough(db: None) -> None:
    body, place = make_organisation("one"), make_place("volos", ("Βόλος", "Volos"))
    make_practice("Διερμηνεία στην πόλη", lead_organisation=body, place=place)
    make_practice("Διερμηνεία στο σχολείο", place=None)

    found = names(make_practice("Διερμηνεία για μητέρες", lead_organisation=body, place=place))

    assert found == [("Διερμηνεία στην πόλη", True, True)]


def test_a_practice_is_not_like_itself(db: None) -> None:
    practice = make_practice("Διερμηνεία στο ιατρείο")
    translate(practice)

    assert names(practice) == []


@pytest.mark.parametrize(("language", "word"), [("el", "Υπάρχει ήδη;"), ("en", "Is it there already?")])
def test_an_editor_is_led_to_what_is_alike(language: str, word: str, member: User, editor: User) -> None:
    other = make_practice("Διερμηνεία στο ιατρείο")
    practice = make_submitted(member, title="Διερμηνείες σε ιατρεία")

    page = html.unescape(read(enter(editor, language), desk(practice)))

    assert word in page
    assert f'href="{desk(other)}"' in page


def test_a_practice_that_waits_as_well_is_found(member: User, stranger: User) -> None:
    make_submitted(stranger, title="Interpreters at the surgery")

    assert [title for title, *_same in names(make_submitted(member, title="Interpreter at the surgery"))] == [
        "Interpreters at the surgery"
    ]


def test_one_and_three_alike_take_the_same_queries(member: User, editor: User) -> None:
    practice, client = make_submitted(member, title="Διερμηνεία στο ιατρείο"), enter(editor)
    make_practice("Διερμηνεία στα ιατρεία")
    one = count_queries(client, desk(practice))

    for number in range(2):
        make_practice(f"Διερμηνεία σε ιατρεία {number}")

    assert count_queries(client, desk(practice)) == one


@pytest.mark.parametrize(
    ("text", "is_met", "meant"),
    [
        ("Δείτε https://example.org/a.", True, []),
        ("Δείτε htt και (https://localhost) ή www.example.org", False, ["https://localhost", "www.example.org"]),
    ],
)
def test_addresses_that_cannot_work_are_named_and_nobody_is_asked(text: str, is_met: bool, meant: list[str]) -> None:
    [point] = linked([Shown("challenge", "Challenge", [text], "el")])

    assert (point.is_met, [words for _label, words in point.passages]) == (is_met, meant)


def test_texts_without_addresses_say_nothing_of_links() -> None:
    assert list(linked([Shown("challenge", "Challenge", ["Λόγια"], "el")])) == []
