"""Where practices were adopted stands on the map of the library, in another shape and in words, and as text."""

import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from adoptions import actions
from adoptions.models import Adoption
from good_practices.models import GoodPracticePage
from network_members.models import User
from tests.factories.adoptions import make_adoption
from tests.factories.practices import make_practice
from tests.factories.translations import translate
from tests.factories.words import make_place, make_term, make_theme
from tests.good_practices.test_atlas import EL, EN
from tests.reading import count_anew, faults, read
from tests.search.indexing import read_all
from tests.translators.conftest import enter
from vocabulary.models import Country, Place

LIBRARY = {"el": EL, "en": EN}
CANARY = "Καναρίνι"
QUERIES = 17


def diamonds(page: str) -> list[tuple[str, str]]:
    """Return addresses and names of the pins of adoptions."""
    return re.findall(r'<a class="pin diamond" href="([^"]*)" aria-label="([^"]*)"><path', page)


def told(page: str) -> list[str]:
    """Return the places of adoptions as the text list names them."""
    return re.findall(r'<li id="adopted-[a-z]+">([^<]*)\n', page)


@pytest.fixture
def lisbon(db: Any) -> Place:
    """A place in another country."""
    country = make_term(Country, "pt", ("Πορτογαλία", "Portugal"))
    return make_term(Place, "lisbon", ("Λισαβόνα", "Lisbon"), country=country, latitude="38.72", longitude="-9.14")


@pytest.fixture
def patras(member: User) -> Place:
    """A place in the country of the member's body."""
    country = Country.objects.anchors().get(code="gr")
    return make_term(Place, "patras", ("Πάτρα", "Patras"), country=country, latitude="38.25", longitude="21.73")


@pytest.fixture
def practice(member: User) -> GoodPracticePage:
    """A practice about work at a place of its own, in both languages."""
    work = make_theme("work", ("Εργασία", "Work"))
    made = make_practice("Γειτονιά", place=make_place("volos", ("Βόλος", "Volos")), themes=[work])
    translate(made, words=lambda text: "Neighbourhood" if text == "Γειτονιά" else text)
    return made


@pytest.fixture
def adopted(practice: GoodPracticePage, patras: Place, lisbon: Place, member: User) -> list[Adoption]:
    """Two adoptions of the practice, in two countries."""
    return [make_adoption(practice, member, place=place) for place in (patras, lisbon)]


@pytest.mark.parametrize(
    ("language", "labels", "words"),
    [
        (
            "el",
            ["Λισαβόνα: 1 υιοθέτηση", "Πάτρα: 1 υιοθέτηση"],
            ["2 υιοθετήσεις σε 2 τόπους", "Ρόμβοι:", "από το 2024"],
        ),
        ("en", ["Lisbon: 1 adoption", "Patras: 1 adoption"], ["2 adoptions in 2 places", "Diamonds:", "since 2024"]),
    ],
)
@pytest.mark.usefixtures("adopted")
def test_the_map_and_its_text_tell_adoptions_from_practices(
    language: str, labels: list[str], words: list[str], practice: GoodPracticePage, visitor: Client
) -> None:
    page = read(visitor, LIBRARY[language])

    address = f"{practice.url_in(language)}#adoptions"
    assert sorted(diamonds(page), key=lambda one: one[1]) == [(address, label) for label in labels]
    assert told(page) == labels
    assert [word for word in words if word not in page] == []
    assert (page.count(f'href="{address}"'), page.count('class="pin" '), faults(page)) == (4, 1, [])


def test_the_address_of_a_pin_is_there(practice: GoodPracticePage, adopted: list[Adoption], visitor: Client) -> None:
    address = diamonds(read(visitor, EN))[0][0]

    assert 'id="adoptions"' in read(visitor, address.partition("#")[0])


def test_a_pin_of_several_practices_leads_to_their_names(
    practice: GoodPracticePage, patras: Place, member: User, visitor: Client
) -> None:
    for one in (practice, make_practice("Αγορά")):
        make_adoption(one, member, place=patras)

    page = read(visitor, EL)

    assert diamonds(page) == [("#adopted-patras", "Πάτρα: 2 υιοθετήσεις")]
    assert page.count('<li id="adopted-patras">') == 1


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?theme=work", ["Lisbon: 1 adoption", "Patras: 1 adoption"]),
        ("?theme=health", []),
        ("?country=pt", ["Lisbon: 1 adoption"]),
        ("?place=patras", ["Patras: 1 adoption"]),
        ("?place=volos", []),
        ("?theme=health&place=patras", []),
        ("?q=neighbourhood", ["Lisbon: 1 adoption", "Patras: 1 adoption"]),
        ("?q=market", []),
    ],
)
@pytest.mark.usefixtures("adopted")
def test_place_and_country_are_of_the_adoption_other_filters_of_the_practice(
    query: str, shown: list[str], visitor: Client
) -> None:
    make_theme("health", ("Υγεία", "Health"))
    read_all()

    page = read(visitor, f"{EN}{query}")

    assert (told(page), sorted(label for _url, label in diamonds(page))) == (shown, shown)


@pytest.mark.parametrize("language", ["el", "en"])
@pytest.mark.parametrize(
    "fields", [{"state": "draft"}, {"state": "hidden", "hidden_reason": "Λάθος"}, {"place": None}], ids=str
)
def test_what_is_not_public_or_nowhere_is_on_nobodys_map(
    fields: dict[str, Any], language: str, practice: GoodPracticePage, patras: Place, people: dict[str, Any]
) -> None:
    make_adoption(practice, people["colleague"], **{"place": patras, "body_name": CANARY, **fields})

    clients = [Client(), *(enter(people[name], language) for name in ("colleague", "editor"))]
    pages = [read(client, LIBRARY[language]) for client in clients]

    assert [(CANARY in page, "diamond" in page) for page in pages] == [(False, False)] * 3


def test_adoptions_of_a_practice_that_closes_leave_the_map(
    practice: GoodPracticePage, adopted: list[Adoption], visitor: Client
) -> None:
    assert len(diamonds(read(visitor, EN))) == 2

    for page in GoodPracticePage.objects.all():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert "diamond" not in read(visitor, EN)


def test_a_page_that_is_kept_drops_what_was_hidden_and_moves_what_moved(
    adopted: list[Adoption], lisbon: Place, editor: User, visitor: Client
) -> None:
    adopted[1].delete()
    adoption, shown = adopted[0], []

    shown.append(told(read(visitor, EN)))
    Adoption.objects.filter(pk=adoption.pk).update(place=lisbon)
    shown.append(told(read(visitor, EN)))
    actions.hide(adoption, by=editor, reason="Λάθος")
    shown.append(told(read(visitor, EN)))

    assert shown == [["Patras: 1 adoption"], ["Lisbon: 1 adoption"], []]


def test_what_people_typed_is_text(practice: GoodPracticePage, patras: Place, member: User, visitor: Client) -> None:
    make_adoption(practice, member, place=patras, body_name="<b>Σύλλογος</b>")

    page = read(visitor, EN)

    assert ("<b>Σύλλογος" in page, '<span lang="el">&lt;b&gt;Σύλλογος' in page) == (False, True)


@pytest.mark.parametrize("number", [1, 3])
def test_three_adoptions_ask_as_much_as_one(
    number: int, practice: GoodPracticePage, patras: Place, member: User, visitor: Client
) -> None:
    for place in range(number):
        make_adoption(make_practice(f"Πρακτική {place}"), member, place=patras)

    assert count_anew(visitor, EN) == QUERIES
