"""What a page of the library shows: rows in order, filters with words, chips, pages, ways out."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import QueryDict
from django.utils.translation import override

from comments.actions import react
from comments.models import Comment
from good_practices.listing import Listing, show
from good_practices.models import GoodPracticePage, ResultRow
from network_members.models import Organisation, User
from tests.factories.many import make_many
from tests.factories.practices import library, make_practice
from tests.factories.talk import say
from tests.factories.translations import translate
from tests.factories.words import make_place, make_theme

URL = "/en/good-practices/"


def listing(query: str = "", language: str = "en") -> Listing:
    with override(language):
        found = show(QueryDict(query), language=language, url=URL)
        # Words are made when they are asked for: ask while the language is active.
        _ = (found.facets, found.chips, found.pager, found.way_out, found.rows, found.title, found.heading, found.sorts)
    return found


def titles(query: str = "", language: str = "en") -> list[str]:
    return [row["title"] for row in listing(query, language).rows]


def published(page: GoodPracticePage, year: int) -> None:
    GoodPracticePage.objects.filter(pk=page.pk).update(first_published_at=datetime(year, 1, 1, tzinfo=UTC))


def facet(found: Listing, name: str) -> list[tuple[str, str, int, bool]]:
    group = next(group for group in found.facets if group["name"] == name)
    return [(one["value"], str(one["label"]), one["count"], one["chosen"]) for one in group["options"]]


@pytest.mark.parametrize(
    ("language", "place", "body"),
    [
        ("el", "Αθήνα", ("ΣΕΜ Δήμου Πατρέων", "el")),
        ("en", "Athens", ("Patras Migrant Integration Council", "en")),
    ],
)
def test_a_row_says_who_where_when(language: str, place: str, body: tuple[str, str], council: Organisation) -> None:
    page = make_practice("Mentoring", lead_organisation=council, themes=[make_theme()], start_year=2021, end_year=2024)

    row = listing(language=language).rows[0]

    assert row == {
        "key": str(page.translation_key),
        "title": "Mentoring",
        "plain_title": "Mentoring",
        "url": f"{URL}mentoring/",
        "language": "el",
        "dye": "olive",
        "picture": None,
        "tags": row["tags"],
        "text": "Δομές που συνεργάζονται",
        "mark": "",
        "organisation": body[0],
        "organisation_language": body[1],
        "place": place,
        "years": "2021–2024",
    }


def test_a_row_has_theme_evidence_and_status(db: None) -> None:
    measured = [ResultRow(indicator="People", actual="12", locale=library("en").locale)]
    make_practice("Mentoring", language="en", themes=[make_theme()], result_rows=measured)

    assert listing().rows[0]["tags"] == [
        {"text": "Social inclusion", "dye": "olive"},
        {"text": "Measured results", "dye": "sea", "icon": ""},
        {"text": "Ongoing", "dye": "weld"},
    ]


@pytest.mark.parametrize(
    ("fields", "years"),
    [
        ({}, ""),
        ({"start_year": 2021}, "2021"),
        ({"end_year": 2024}, "2024"),
        ({"start_year": 2021, "start_month": 3, "end_year": 2021, "end_month": 6}, "March–June 2021"),
        ({"period_kind": "since", "start_year": 2019}, "since 2019"),
        ({"period_kind": "ongoing"}, ""),
    ],
)
def test_years_are_said_as_far_as_they_are_known(fields: dict[str, Any], years: str, db: None) -> None:
    make_practice("Mentoring", language="en", **fields)

    assert listing().rows[0]["years"] == years


def test_a_body_with_one_name_shows_it_in_its_language(council: Organisation) -> None:
    Organisation.objects.update(name_en="")
    make_practice(lead_organisation=council)

    row = listing(language="en").rows[0]

    assert (row["organisation"], row["organisation_language"]) == ("ΣΕΜ Δήμου Πατρέων", "el")


def test_the_newest_come_first(db: None) -> None:
    for title, year in (("Old", 2020), ("New", 2024), ("Middle", 2022)):
        published(make_practice(title, language="en"), year)

    assert titles() == titles("sort=newest") == ["New", "Middle", "Old"]


def test_the_recently_confirmed_come_first_and_the_unconfirmed_last(db: None) -> None:
    make_practice("Never", language="en")
    make_practice("Long ago", language="en", confirmed_on=date(2025, 1, 1))
    make_practice("Lately", language="en", confirmed_on=date(2026, 1, 1))

    assert titles("sort=confirmed") == ["Lately", "Long ago", "Never"]


def test_the_most_used_and_the_most_discussed_come_first(member: User, stranger: User) -> None:
    nobody, once, twice = (make_practice(title, language="en") for title in ("Nobody's", "Once", "Twice"))
    for person, practice in ((member, twice), (stranger, twice), (stranger, once)):
        react(person, practice.translation_key, "used", "Patras")
    for person, practice in ((member, once), (stranger, once), (stranger, nobody)):
        say(person, practice)

    assert titles("sort=used") == ["Twice", "Once", "Nobody's"]
    assert titles("sort=discussed") == ["Once", "Nobody's", "Twice"]


def test_a_hidden_comment_lifts_no_practice(member: User) -> None:
    make_practice("Quiet", language="en")
    comment = say(member, make_practice("Loud", language="en"))
    Comment.objects.filter(pk=comment.pk).update(state=Comment.State.HIDDEN)

    assert titles("sort=discussed") == titles("sort=newest")


def test_titles_follow_the_alphabet_of_both_languages(db: None) -> None:
    for title in ("Zebra", "Ώρα", "apple", "Άνοιξη", "άνθος", "Βόλος", "24 ώρες"):
        make_practice(title)

    assert titles("sort=title") == ["24 ώρες", "άνθος", "Άνοιξη", "Βόλος", "Ώρα", "apple", "Zebra"]


def test_filters_show_words_counts_and_what_is_chosen(db: None) -> None:
    theme = make_theme()
    make_theme("work", ("Εργασία", "Work"))
    make_practice("Mentoring", themes=[theme])
    make_practice("Advisers")

    found = listing("theme=inclusion")

    assert facet(found, "theme") == [("inclusion", "Social inclusion", 1, True), ("work", "Work", 0, False)]
    assert facet(found, "country") == [("gr", "Greece", 1, False)]
    assert facet(found, "language") == [("el", "Greek", 1, False), ("en", "English", 0, False)]


def test_long_lists_leave_out_words_without_practices_unless_chosen(db: None) -> None:
    make_place("volos", ("Βόλος", "Volos"))
    make_practice("Mentoring", place=make_place())

    assert facet(listing(), "place") == [("athens", "Athens", 1, False)]
    assert facet(listing("place=volos"), "place") == [("athens", "Athens", 1, False), ("volos", "Volos", 0, True)]


def test_groups_with_a_choice_stand_open(db: None) -> None:
    make_practice()

    def open_groups(query: str) -> list[str]:
        return [group["name"] for group in listing(query).facets if not group["closed"]]

    assert open_groups("") == ["country"]
    assert open_groups("status=ongoing") == ["country", "status"]


def test_chips_take_away_one_filter_each(db: None) -> None:
    make_practice(themes=[make_theme()])

    found = listing("theme=inclusion&country=gr&sort=title&page=9")

    assert found.chips == [
        {"text": "Social inclusion", "url": f"{URL}?country=gr&sort=title"},
        {"text": "Greece", "url": f"{URL}?theme=inclusion&sort=title"},
    ]
    assert found.clear_url == f"{URL}?sort=title"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Good practices"),
        ("theme=inclusion&country=gr", "Good practices: Social inclusion, Greece"),
        ("page=2", "Good practices, page 2"),
    ],
)
def test_the_title_names_filters_and_page(query: str, title: str, db: None) -> None:
    make_many(21, place=make_place())
    make_theme()

    assert listing(query).title == title


def test_an_empty_list_offers_the_nearest_step_that_is_not_empty(db: None) -> None:
    make_practice(themes=[make_theme()], status="ongoing")

    found = listing("theme=inclusion&status=ended")

    assert (found.total, found.rows) == (0, [])
    assert found.way_out == {"url": f"{URL}?theme=inclusion", "text": "Remove the filter “Status”"}


def test_an_empty_list_that_no_single_step_fills_offers_to_clear_all(db: None) -> None:
    make_practice(status="ongoing", area_kind="region", period_kind="since")
    make_theme()

    found = listing("theme=inclusion&status=ended")

    assert found.way_out == {"url": URL, "text": "Clear all filters"}


@pytest.mark.parametrize(("total", "heading"), [(0, "0 practices"), (1, "1 practice"), (3, "3 practices")])
def test_the_heading_says_how_many(total: int, heading: str, db: None) -> None:
    make_many(total)

    assert listing().heading == heading


def test_a_page_holds_twenty_and_the_last_one_the_rest(db: None) -> None:
    make_many(45)

    assert [len(listing(f"page={number}").rows) for number in (1, 2, 3)] == [20, 20, 5]
    assert titles("page=2")[0] == "Πρακτική 25"


@pytest.mark.parametrize("page", ["4", "999999999"])
def test_beyond_the_last_page_the_last_is_shown(page: str, db: None) -> None:
    make_many(45)

    found = listing(f"page={page}")

    assert (found.selection.page, len(found.rows), found.pager.next_url) == (3, 5, "")


def test_pages_lead_on_with_the_filters_kept(db: None) -> None:
    make_many(45)

    found = listing("status=ongoing&page=2")

    assert (found.pager.previous_url, found.pager.next_url) == (f"{URL}?status=ongoing", f"{URL}?status=ongoing&page=3")
    assert found.pager.pages == [
        {"number": 1, "url": f"{URL}?status=ongoing", "current": False},
        {"number": 2, "url": f"{URL}?status=ongoing&page=2", "current": True},
        {"number": 3, "url": f"{URL}?status=ongoing&page=3", "current": False},
    ]


def test_a_translation_stands_for_its_original_in_its_own_language(db: None) -> None:
    translate(make_practice("Σύμβουλοι"), words=lambda text: "Advisers")

    assert (titles(language="el"), titles(language="en")) == (["Σύμβουλοι"], ["Advisers"])


@pytest.mark.parametrize(("language", "other"), [("el", "en"), ("en", "el")])
def test_both_languages_wear_one_cloth(language: str, other: str, db: None) -> None:
    translate(make_practice("Advisers", language=language), words="Helpers".format)

    rows = [listing(language=shown).rows[0] for shown in (language, other)]

    assert [(row["title"], row["plain_title"]) for row in rows] == [("Advisers", "Advisers"), ("Helpers", "Advisers")]
