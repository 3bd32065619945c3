"""The map of the library: the same practices as the list under every filter, each place a link that narrows it."""

import re

import pytest
from django.test import Client

from tests.factories.practices import make_practice
from tests.factories.words import make_place, make_term, make_theme
from tests.reading import count_anew, read
from vocabulary.models import Country, Place

EN, EL = "/en/good-practices/", "/el/kales-praktikes/"


def pins(page: str) -> list[tuple[str, str]]:
    """Return addresses and names of the pins, with plain ampersands."""
    found = re.findall(r'<a class="pin" href="([^"]*)" aria-label="([^"]*)"', page)
    return [(url.replace("&amp;", "&"), label) for url, label in found]


def listed(page: str) -> list[tuple[str, str]]:
    """Return addresses and names of the places as text."""
    text = page.partition('<ul class="small places">')[2].partition("</ul>")[0]
    return re.findall(r'<a href="([^"]*)">([^<]*)</a>', text.replace("&amp;", "&"))


def place(code: str, titles: tuple[str, str], point: tuple[str, str], country: str = "gr") -> Place:
    """Return a place at a point of a country."""
    names = {"gr": ("Ελλάδα", "Greece"), "pt": ("Πορτογαλία", "Portugal")}[country]
    home = Country.objects.anchors().filter(code=country).first() or make_term(Country, country, names)
    return make_term(Place, code, titles, country=home, latitude=point[0], longitude=point[1])


@pytest.fixture
def practices(db: None) -> None:
    """Two practices in Athens, one beside it, one in Lisbon; one of each pair is about work."""
    work = make_theme("work", ("Εργασία", "Work"))
    athens, piraeus = make_place(), place("piraeus", ("Πειραιάς", "Piraeus"), ("37.942", "23.646"))
    lisbon = place("lisbon", ("Λισαβόνα", "Lisbon"), ("38.72", "-9.14"), "pt")
    make_practice("Πρώτη", place=athens, themes=[work])
    make_practice("Δεύτερη", place=athens)
    make_practice("Τρίτη", place=piraeus)
    make_practice("Τέταρτη", place=lisbon, themes=[work])


@pytest.mark.usefixtures("practices")
def test_near_places_are_one_pin_far_ones_stand_alone(visitor: Client) -> None:
    page = read(visitor, EN)

    assert pins(page) == [
        (f"{EN}?place=athens&place=piraeus", "Athens and nearby: 3 practices"),
        (f"{EN}?place=lisbon", "Lisbon: 1 practice"),
    ]
    assert "<strong>4 practices in 3 places.</strong>" in page


@pytest.mark.usefixtures("practices")
def test_the_same_places_always_stand_as_text(visitor: Client) -> None:
    assert listed(read(visitor, EL)) == [
        (f"{EL}?place=athens", "Αθήνα: 2 πρακτικές"),
        (f"{EL}?place=lisbon", "Λισαβόνα: 1 πρακτική"),
        (f"{EL}?place=piraeus", "Πειραιάς: 1 πρακτική"),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?theme=work", ["Athens: 1 practice", "Lisbon: 1 practice"]),
        ("?country=pt", ["Lisbon: 1 practice"]),
        ("?place=athens&place=piraeus", ["Athens: 2 practices", "Piraeus: 1 practice"]),
        ("?place=athens", ["Athens: 2 practices"]),
        ("?theme=work&place=piraeus", []),
    ],
)
@pytest.mark.usefixtures("practices")
def test_the_map_shows_what_the_list_shows(query: str, found: list[str], visitor: Client) -> None:
    page = read(visitor, f"{EN}{query}")

    assert [label for _url, label in pins(page)] == found
    assert ("mapbox" in page) == bool(found)


@pytest.mark.usefixtures("practices")
def test_a_pin_keeps_the_other_filters_and_starts_at_the_first_page(visitor: Client) -> None:
    page = read(visitor, f"{EN}?theme=work&sort=title&page=1")

    assert [url for url, _label in pins(page)] == [
        f"{EN}?theme=work&place=athens&sort=title",
        f"{EN}?theme=work&place=lisbon&sort=title",
    ]


@pytest.mark.usefixtures("practices")
def test_every_pin_leads_to_as_many_practices_as_it_says(visitor: Client) -> None:
    numbers = {url: int(re.findall(r"(\d+) practice", label)[0]) for url, label in pins(read(visitor, EN))}

    assert {url: len(re.findall("<article", read(visitor, url))) for url in numbers} == numbers


@pytest.mark.usefixtures("practices")
def test_the_pins_can_be_skipped(visitor: Client) -> None:
    page = read(visitor, EN)

    assert page.index('<a class="past" href="#list">') < page.index('class="pin"') < page.index('<div id="list"')


def test_the_map_takes_one_query_whatever_it_shows(visitor: Client, db: None) -> None:
    make_practice(place=make_place(), themes=[make_theme()])
    read(visitor, EN)
    one = count_anew(visitor, EN)
    for code in ("volos", "larissa"):
        make_practice(f"Πρακτική {code}", place=place(code, (code, code), ("39.4", "22.9")))

    assert count_anew(visitor, EN) == one
