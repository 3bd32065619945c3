"""Who the network is: countries with the numbers of today, and the team in the editors' words, as far as people show themselves."""

import re
from typing import Any

import pytest
from django.test import Client

from network_members.models import Organisation, User
from pages.models import CountriesPage, TeamMember, TeamPage
from tests.factories.people import make_organisation, make_user
from tests.factories.practices import make_practice
from tests.factories.texts import home, make_twin, plant
from tests.factories.words import make_place, make_term
from tests.reading import count_queries, read
from vocabulary.models import Country, Place

CANARY = "Καναρίνι"


@pytest.fixture
def countries(db: None) -> CountriesPage:
    """The page of the countries in both languages; three bodies in two countries, one of them hidden."""
    athens = make_place()
    portugal = make_term(Country, "pt", ("Πορτογαλία", "Portugal"))
    lisbon = make_term(Place, "lisbon", ("Λισαβόνα", "Lisbon"), country=portugal, latitude="38.72", longitude="-9.14")
    make_term(Country, "at", ("Αυστρία", "Austria"))
    for code, place, listed in (("a", athens, True), ("b", athens, True), ("c", lisbon, True), ("d", lisbon, False)):
        make_organisation(code, place=place, listed=listed)
    page: CountriesPage = plant(CountriesPage(title="Οι χώρες", introduction="Πού είμαστε"), home())
    make_twin(page, "The countries", home("en"))
    return page


def rows(page: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each country with its links."""
    parts = re.findall(r"<li class=\"row between tight\"><strong>(.*?)</strong>(.*?)</li>", page)
    return [(name, re.findall(r'<a href="(.*?)">(.*?)<span', links)) for name, links in parts]


def test_each_country_stands_with_its_numbers_and_where_they_lead(countries: CountriesPage, visitor: Client) -> None:
    make_practice(place=Place.objects.anchors().get(code="athens"))

    assert rows(read(visitor, "/en/the-countries/")) == [
        (
            "Greece",
            [("/en/organisations/?country=gr", "2 organisations"), ("/en/good-practices/?country=gr", "1 practice")],
        ),
        ("Portugal", [("/en/organisations/?country=pt", "1 organisation")]),
    ]
    assert [name for name, _links in rows(read(visitor, "/el/oi-chores/"))] == ["Ελλάδα", "Πορτογαλία"]


def test_the_map_shows_the_places_of_the_directory(countries: CountriesPage, visitor: Client) -> None:
    page = read(visitor, "/en/the-countries/")

    assert re.findall(r'<a class="pin" href="(.*?)" aria-label="(.*?)"', page) == [
        ("/en/organisations/?place=athens", "Athens: 2 bodies"),
        ("/en/organisations/?place=lisbon", "Lisbon: 1 body"),
    ]


def test_a_change_of_the_directory_shows_at_once(countries: CountriesPage, visitor: Client) -> None:
    read(visitor, "/en/the-countries/")
    Organisation.objects.filter(code="c").update(listed=False)

    assert [name for name, _links in rows(read(visitor, "/en/the-countries/"))] == ["Greece"]


def test_the_countries_take_the_same_queries_for_two_and_four(countries: CountriesPage, visitor: Client) -> None:
    read(visitor, "/en/the-countries/")
    two = count_queries(visitor, "/en/the-countries/")
    for code in ("it", "es"):
        land = make_term(Country, code, (code, code))
        place = make_term(Place, f"city-{code}", (code, code), country=land, latitude="41.0", longitude="12.0")
        make_organisation(f"body-{code}", place=place)

    assert count_queries(visitor, "/en/the-countries/") == two


def test_without_organisations_the_page_is_its_text(visitor: Client, db: None) -> None:
    plant(CountriesPage(title="Οι χώρες"), home())

    page = read(visitor, "/el/oi-chores/")

    assert (rows(page), 'class="map"' in page) == ([], False)


# The team


def show_name(person: User) -> None:
    """Let everybody see a person's name."""
    User.objects.filter(pk=person.pk).update(name_shown_to="public")


@pytest.fixture
def team(db: None) -> TeamPage:
    """The page of the team in Greek."""
    page: TeamPage = plant(TeamPage(title="Η ομάδα"), home())
    return page


def add(page: TeamPage, person: User, words: str, group: str = "", number: int = 0) -> TeamMember:
    """Put a person on the page."""
    return TeamMember.objects.create(
        page=page, person=person, words=words, group=group, sort_order=number, locale=page.locale
    )


def people(page: str) -> list[tuple[str, str]]:
    """Return names and words of the people on the page."""
    return re.findall(r"<strong[^>]*>(.*?)</strong><br><span class=\"muted\"[^>]*>(.*?)</span>", page)


def public(person: Any) -> bool:
    """Say whether people can show themselves to everybody yet, and let this one do so."""
    if not hasattr(person, "name_shown_to"):
        return False
    show_name(person)
    return True


def test_people_stand_in_the_editors_order_under_their_headings(team: TeamPage, visitor: Client) -> None:
    second, first, third = (make_user(name, "member", last_name="Δοκιμή") for name in ("beta", "alpha", "gamma"))
    for number, (person, group) in enumerate([(first, "Γραμματεία"), (second, "Γραμματεία"), (third, "Συντονισμός")]):
        add(team, person, f"Κάνει {number}", group, number)
        public(person)

    page = read(visitor, "/el/i-omada/")

    if hasattr(first, "name_shown_to"):
        assert [words for _name, words in people(page)] == ["Κάνει 0", "Κάνει 1", "Κάνει 2"]
        assert re.findall(r"<h2 [^>]*>(.*?)</h2>", page)[:2] == ["Γραμματεία", "Συντονισμός"]


@pytest.mark.parametrize("reader", ["visitor", "member", "administrator"])
def test_who_does_not_show_their_name_to_everybody_stands_on_no_page(
    reader: str, team: TeamPage, request: pytest.FixtureRequest, client: Client
) -> None:
    shy = make_user("shy", "member", last_name=CANARY)
    gone = make_user("gone", "member", last_name=CANARY, is_active=False)
    applicant = make_user("waiting", last_name=CANARY)
    for person in (shy, gone, applicant):
        add(team, person, "Βοηθά")
    for person in (gone, applicant):
        public(person)
    if reader != "visitor":
        client.force_login(request.getfixturevalue(reader), "allauth.account.auth_backends.AuthenticationBackend")

    page = read(client, "/el/i-omada/")

    assert (people(page), CANARY in page) == ([], False)


def test_a_person_who_is_deleted_leaves_the_page(team: TeamPage) -> None:
    person = make_user("gone", "member")
    add(team, person, "Βοηθά")

    person.delete()

    assert TeamMember.objects.count() == 0
