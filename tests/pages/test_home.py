"""The home page shows the network as it is: the next meeting, the newest practices, places and numbers."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from caching import memory
from good_practices.models import GoodPracticePage
from network_members.models import Organisation
from pages.models import HomePage
from tests.factories.people import make_organisation
from tests.factories.practices import make_practice
from tests.factories.texts import home, make_meeting, make_text, make_twin
from tests.factories.translations import translate
from tests.factories.words import make_place, make_theme
from tests.reading import count_anew, read, text_of
from tests.search.indexing import read_all

ADDRESSES = {"el": "/el/", "en": "/en/"}
LIBRARY = {"el": "/el/kales-praktikes/", "en": "/en/good-practices/"}
CANARY = "Καναρίνι"


def section(page: str, name: str) -> str:
    """Return one section of the home page."""
    return page.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


def cards(page: str) -> list[tuple[str, str]]:
    """Return addresses and titles of the newest practices."""
    return re.findall(r'<h3[^>]*><a href="([^"]*)">([^<]*)</a></h3>', section(page, "newest"))


def numbers(page: str) -> list[str]:
    """Return the numbers of the network."""
    return re.findall(r'<dd class="big">(.*?)</dd>', page)


def pins(page: str) -> list[tuple[str, str]]:
    """Return addresses and names of the pins on the map."""
    return re.findall(r'<a class="pin" href="([^"]*)" aria-label="([^"]*)"', page)


def write(language: str, **texts: str) -> None:
    """Fill a home page."""
    HomePage.objects.filter(locale__language_code=language).update(**texts)


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_visitor_reads_what_the_network_is(language: str, visitor: Client, db: None) -> None:
    write(language, headline="Τίτλος", lead="Εισαγωγή", network_title="Το δίκτυό μας", network_text="Ανοιχτό σε όλους")

    page = read(visitor, ADDRESSES[language])

    assert re.findall(r"<h1>(.*?)</h1>", page) == ["Τίτλος"]
    assert '<meta name="description" content="Εισαγωγή">' in page
    assert [words in page for words in ("Το δίκτυό μας", "Ανοιχτό σε όλους")] == [True, True]
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize(("language", "name"), [("el", "Νήμα"), ("en", "Nima")])
def test_an_empty_network_still_has_a_home(language: str, name: str, visitor: Client, db: None) -> None:
    page = read(visitor, ADDRESSES[language])

    assert re.findall(r"<h1>(.*?)</h1>", page) == [name]
    assert (numbers(page), cards(page), pins(page), 'class="empty"' in page) == (["0", "0", "0"], [], [], True)
    assert [name in page for name in ('class="nextup"', 'class="cycle"', 'class="chip')] == [False] * 3


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_search_leads_to_the_library(language: str, visitor: Client, db: None) -> None:
    make_practice("Mentoring")
    read_all()

    page = read(visitor, ADDRESSES[language])
    form = page.partition('<form class="searchbar"')[2].partition("</form>")[0]

    assert form.startswith(f' action="{LIBRARY[language]}" role="search">')
    assert re.findall(r'<input id="search-q" type="search" name="(.*?)"', form) == ["q"]
    assert "mentoring" in read(visitor, f"{LIBRARY[language]}?q=Mentoring")


def test_popular_themes_are_those_of_the_most_practices(visitor: Client, db: None) -> None:
    themes = [make_theme(f"theme-{number}", (f"Θέμα {number}", f"Theme {number}")) for number in range(4)]
    for number in range(4):
        make_practice(f"Πρακτική {number}", themes=themes[: number + 1])

    page = read(visitor, "/en/")

    assert re.findall(r'<a class="chip plain" href="(.*?)">(.*?)</a>', page) == [
        ("/en/good-practices/?theme=theme-0", "Theme 0"),
        ("/en/good-practices/?theme=theme-1", "Theme 1"),
        ("/en/good-practices/?theme=theme-2", "Theme 2"),
    ]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["done", "now", "next"], "Συνάντηση 1"),
        (["next", "now", "next"], "Συνάντηση 1"),
        (["done", "next", "next"], "Συνάντηση 1"),
        (["done", "done"], None),
    ],
)
def test_the_next_meeting_is_the_open_one_or_the_first_planned(
    states: list[str], expected: str | None, visitor: Client, db: None
) -> None:
    for number, state in enumerate(states):
        make_meeting(f"Συνάντηση {number}", state, home(), sort_order=number)

    page = read(visitor, "/el/")
    shown = re.findall(r'<h2 id="next-meeting">(.*?)</h2>', page)

    assert shown == ([expected] if expected else [])
    assert re.findall(r'<li class="(\w+)">\s*<span class="tag', page) == states


def test_no_button_leads_to_a_registration_that_is_not_there(visitor: Client, db: None) -> None:
    make_meeting("Συνάντηση", "now", home())

    meeting = read(visitor, "/el/").partition('<aside class="nextup"')[2].partition("</aside>")[0]

    assert "<a " not in meeting


@pytest.mark.parametrize(("language", "url"), [("el", "/el/i-methodos/"), ("en", "/en/the-method/")])
def test_the_way_to_the_method_is_in_the_readers_language(language: str, url: str, visitor: Client, db: None) -> None:
    method = make_text("Η μέθοδος")
    make_twin(method, "The method", home("en"))
    make_meeting("Συνάντηση", "next", home(language))
    HomePage.objects.update(method_page=method)

    assert f'<a href="{url}">' in section(read(visitor, ADDRESSES[language]), "cycle")


def test_a_hidden_method_is_not_linked(visitor: Client, db: None) -> None:
    method = make_text("Η μέθοδος", live=False)
    make_meeting("Συνάντηση", "next", home())
    HomePage.objects.update(method_page=method)

    assert "<a " not in section(read(visitor, "/el/"), "cycle")


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_three_newest_practices_are_cards(language: str, visitor: Client, council: Organisation) -> None:
    theme = make_theme()
    for number in range(4):
        practice = make_practice(f"Practice {number}", themes=[theme], lead_organisation=council)
        when = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
        GoodPracticePage.objects.filter(pk=practice.pk).update(first_published_at=when)

    page = read(visitor, ADDRESSES[language])

    assert cards(page) == [(f"{LIBRARY[language]}practice-{number}/", f"Practice {number}") for number in (3, 2, 1)]
    assert re.findall(r'<a href="([^"]*)">[^<]*\((\d+)\)</a>', section(page, "newest")) == [(LIBRARY[language], "4")]
    label = {"el": "Κοινωνική ένταξη", "en": "Social inclusion"}[language]
    assert section(page, "newest").count(f'<span class="tag olive">{label}</span>') == 3


def test_a_practice_in_the_other_language_is_marked(visitor: Client, db: None) -> None:
    make_practice("Σύμβουλοι")

    assert '<h3 lang="el"><a href="/en/good-practices/symvouloi/">' in section(read(visitor, "/en/"), "newest")


def test_a_translated_practice_counts_once(visitor: Client, db: None) -> None:
    translate(make_practice("Σύμβουλοι"), words=lambda text: "Advisers")

    assert [numbers(read(visitor, address))[2] for address in ADDRESSES.values()] == ["1", "1"]
    assert cards(read(visitor, "/en/")) == [("/en/good-practices/advisers/", "Advisers")]


@pytest.mark.parametrize(("language", "place"), [("el", "Βόλος"), ("en", "Volos")])
def test_places_lead_to_their_practices_on_the_map_and_in_the_list(
    language: str, place: str, visitor: Client, db: None
) -> None:
    volos = make_place("volos", ("Βόλος", "Volos"))
    for number in range(2):
        make_practice(f"Practice {number}", place=volos)
    make_practice("Nowhere", place=None)

    page = read(visitor, ADDRESSES[language])
    url = f"{LIBRARY[language]}?place=volos"
    words = {"el": f"{place}: 2 πρακτικές", "en": f"{place}: 2 practices"}[language]

    assert pins(page) == [(url, words)]
    assert re.findall(r'<li><a href="(.*?)">(.*?)</a></li>', section(page, "network")) == [(url, words)]
    assert numbers(page)[2] == "3"


def test_the_network_is_counted_as_the_public_directory_has_it(visitor: Client, council: Organisation) -> None:
    make_organisation("second", name_en="Second", listed=True)
    make_organisation("hidden", name_en=f"{CANARY} body", listed=False)

    page = read(visitor, "/en/")

    assert numbers(page) == ["2", "1", "0"]
    assert text_of(section(page, "network")).count("member organisations") == 1
    assert CANARY not in page


def test_countries_with_members_have_their_own_tone(visitor: Client, council: Organisation) -> None:
    assert 'class="member" d="M' in read(visitor, "/en/")


@pytest.mark.parametrize(("role", "invited"), [("visitor", True), ("member", False)])
def test_only_those_without_an_account_are_invited(
    role: str, invited: bool, request: Any, client: Client, db: None
) -> None:
    person = request.getfixturevalue(role)
    if role == "member":
        client.force_login(person)

    network = section(read(client, "/en/"), "network")

    assert ('href="/en/account/signup/"' in network, 'href="/en/organisations/"' in network) == (invited, True)


def test_what_is_private_shows_nowhere(visitor: Client, db: None) -> None:
    secret = make_place("secret", (f"{CANARY} τόπος", f"{CANARY} place"))
    theme = make_theme("secret", (f"{CANARY} θέμα", f"{CANARY} theme"))
    page = make_practice(f"{CANARY} τίτλος", place=secret, themes=[theme])
    make_practice(f"{CANARY} πρόχειρο", place=secret, themes=[theme], live=False)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    for address in ADDRESSES.values():
        shown = read(visitor, address)
        assert CANARY not in shown
        assert (numbers(shown)[2], cards(shown), pins(shown)) == ("0", [], [])


def test_the_home_page_of_the_other_language_stands_in(visitor: Client, db: None) -> None:
    write("el", headline="Ελληνικός τίτλος", lead="Λίγα λόγια")
    home("en").unpublish()

    page = read(visitor, "/en/")

    assert '<h1 lang="el">Ελληνικός τίτλος</h1>' in page
    assert '<html lang="en">' in page
    assert "New good practices" in page


@pytest.mark.parametrize("language", ["el", "en"])
def test_the_home_page_takes_as_many_queries_for_three_practices_as_for_one(
    language: str, visitor: Client, council: Organisation
) -> None:
    theme = make_theme()
    make_meeting("Συνάντηση", "next", home(language))
    make_practice("Practice 0", themes=[theme], lead_organisation=council)
    few = count_anew(visitor, ADDRESSES[language])
    for number in (1, 2):
        make_practice(f"Practice {number}", themes=[theme], lead_organisation=council)

    assert (few, count_anew(visitor, ADDRESSES[language])) == (16, 16)


def test_the_frame_anew_keeps_the_home_page_below_twenty_queries(visitor: Client, council: Organisation) -> None:
    make_practice("Practice", themes=[make_theme()], lead_organisation=council)
    visitor.get("/el/")
    memory.forget()

    with CaptureQueriesContext(connection) as queries:
        visitor.get("/el/")

    assert len(queries) <= 20
