"""The directory: who is in the network, by kind and place, in both languages; the page of one organisation."""

import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.images.tests.utils import get_test_image_file

from library.models import NetworkImage
from network_members.models import Organisation, User
from pages.models import ProjectPartner
from tests.factories.people import make_organisation, make_user
from tests.factories.practices import make_practice
from tests.factories.texts import make_project
from tests.factories.words import make_place, make_term
from tests.network_members.rooms import enter, headings, in_greek, page_of, words_of
from tests.reading import count_queries
from vocabulary.models import Country, Place, ServiceKind

EN, EL = "/en/organisations/", "/el/organisations/"
CANARY = "ΚΑΝΑΡΙΝΙ-aa17"


def names_of(page: str) -> list[str]:
    """Return the organisations of the list, in order."""
    return re.findall(r"<h3.*?><a .*?>(.*?)</a>", page)


def options_of(page: str, name: str) -> list[tuple[str, str]]:
    """Return label and count of each choice of a filter."""
    found = re.findall(rf'name="{name}".*?>([^<]+)<span class="n">.*?</span>(\d+)</span>', page)
    return [(label, count) for label, count in found]


@pytest.fixture
def bodies(db: None) -> None:
    """Four organisations of three kinds in two places."""
    athens, lisbon = make_place(), make_place("lisbon", ("Λισαβόνα", "Lisbon"))
    rows = [
        ("omega", "Ώμέγα", "Zenith", "council", athens),
        ("alpha", "άλφα", "Beacon", "ngo", athens),
        ("beta", "Βήτα", "", "ngo", lisbon),
        ("latin", "", "Casa das Vozes", "municipality", lisbon),
    ]
    for code, greek, english, kind, place in rows:
        make_organisation(code, name_el=greek, name_en=english, kind=kind, place=place)


def pins_of(page: str) -> list[tuple[str, str]]:
    """Return addresses and names of the pins on the map."""
    return re.findall(r'<a class="pin" href="([^"]*)" aria-label="([^"]*)"', page)


# The list


@pytest.mark.usefixtures("bodies")
def test_organisations_stand_by_the_alphabet_of_the_page(client: Client) -> None:
    found = [names_of(page_of(client.get(address))) for address in (EL, EN)]

    assert found == [["άλφα", "Βήτα", "Ώμέγα", "Casa das Vozes"], ["Βήτα", "Beacon", "Casa das Vozes", "Zenith"]]


@pytest.mark.usefixtures("bodies")
def test_a_name_in_the_other_language_is_marked(client: Client) -> None:
    assert re.findall(r'<h3 lang="(\w+)"><a .*?>(.*?)</a>', page_of(client.get(EN))) == [("el", "Βήτα")]
    assert re.findall(r'<h3 lang="(\w+)"><a .*?>(.*?)</a>', page_of(client.get(EL))) == [("en", "Casa das Vozes")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=ngo", ["Βήτα", "Beacon"]),
        ("kind=ngo&kind=council", ["Βήτα", "Beacon", "Zenith"]),
        ("place=lisbon", ["Βήτα", "Casa das Vozes"]),
        ("kind=ngo&place=lisbon", ["Βήτα"]),
        ("kind=council&place=lisbon", []),
        ("kind=castle&place=nowhere", ["Βήτα", "Beacon", "Casa das Vozes", "Zenith"]),
    ],
)
@pytest.mark.usefixtures("bodies")
def test_filters_narrow_the_list(query: str, found: list[str], client: Client) -> None:
    assert names_of(page_of(client.get(f"{EN}?{query}"))) == found


@pytest.mark.usefixtures("bodies")
def test_each_choice_tells_how_many_it_would_show(client: Client) -> None:
    page = page_of(client.get(f"{EN}?kind=ngo"))

    assert options_of(page, "kind") == [
        ("Migrant Integration Council", "1"),
        ("Municipality", "1"),
        ("Non-governmental organisation", "2"),
    ]
    assert options_of(page, "place") == [("Athens", "1"), ("Lisbon", "1")]
    assert page.count(" checked") == 1


@pytest.mark.usefixtures("bodies")
def test_countries_and_services_are_filters_too(client: Client) -> None:
    austria = make_term(Country, "at", ("Αυστρία", "Austria"))
    vienna = make_term(Place, "vienna", ("Βιέννη", "Vienna"), country=austria, latitude="48.2", longitude="16.37")
    make_organisation("gamma", name_el="Γάμμα", name_en="Loom", kind="ngo", place=vienna).services.add(
        make_term(ServiceKind, "mediation", ("Μεσολάβηση", "Mediation"))
    )

    page = page_of(client.get(f"{EN}?country=at"))

    assert names_of(page) == names_of(page_of(client.get(f"{EN}?service=mediation"))) == ["Loom"]
    assert options_of(page, "country") == [("Austria", "1"), ("Greece", "4")]
    assert options_of(page, "service") == [("Mediation", "1")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ωμεγα", ["Zenith"]),
        ("ΆΛΦΑ", ["Beacon"]),
        ("vozes casa", ["Casa das Vozes"]),
        ("βητα zenith", []),
        ("  ", ["Βήτα", "Beacon", "Casa das Vozes", "Zenith"]),
    ],
)
@pytest.mark.usefixtures("bodies")
def test_names_are_found_in_both_languages_whatever_their_accents(words: str, found: list[str], client: Client) -> None:
    response = client.get(EN, {"q": words})

    assert names_of(page_of(response)) == found


@pytest.mark.usefixtures("bodies")
def test_what_is_chosen_can_be_taken_away(client: Client) -> None:
    page = page_of(client.get(f"{EN}?q=a&kind=ngo&place=lisbon"))

    assert re.findall(r'<a class="chip" href="(.*?)" aria-label="(.*?)"', page) == [
        ("?q=a&place=lisbon", "Remove the filter Non-governmental organisation"),
        ("?q=a&kind=ngo", "Remove the filter Lisbon"),
    ]


# The map


@pytest.mark.usefixtures("bodies")
def test_the_map_shows_the_places_of_the_list(client: Client) -> None:
    Place.objects.filter(code="lisbon").update(latitude="38.72", longitude="-9.14")

    page = page_of(client.get(f"{EN}?kind=ngo"))

    assert pins_of(page) == [
        ("?kind=ngo&place=athens", "Athens: 1 body"),
        ("?kind=ngo&place=lisbon", "Lisbon: 1 body"),
    ]
    assert re.findall(r'<li><a href=".*?">(\w+: 1 body)</a></li>', page) == ["Athens: 1 body", "Lisbon: 1 body"]
    assert "<strong>2 organisations in 2 places.</strong>" in page


@pytest.mark.usefixtures("bodies")
def test_bodies_in_one_place_are_one_pin_that_counts_them(client: Client) -> None:
    page = page_of(client.get(f"{EL}?place=athens"))

    assert [label for _url, label in pins_of(page)] == ["Αθήνα: 2 φορείς"]


def test_a_directory_of_nobody_has_no_map(client: Client, db: None) -> None:
    assert "mapbox" not in page_of(client.get(EN))


@pytest.mark.usefixtures("bodies")
def test_the_filters_speak_the_language_of_the_page(client: Client) -> None:
    page = page_of(client.get(EL))

    assert [label for label, _count in options_of(page, "place")] == ["Αθήνα", "Λισαβόνα"]
    assert in_greek("Municipality") in [label for label, _count in options_of(page, "kind")]


@pytest.mark.usefixtures("bodies")
def test_the_language_switch_keeps_the_filters(client: Client) -> None:
    assert 'href="/el/organisations/?kind=ngo"' in page_of(client.get(f"{EN}?kind=ngo"))


@pytest.mark.usefixtures("bodies")
def test_an_empty_choice_leads_out(client: Client) -> None:
    response = client.get(f"{EN}?kind=council&place=lisbon")

    assert "No organisation matches all filters" in words_of(response)
    assert 'href="/en/organisations/"' in page_of(response).partition('class="empty"')[2]


def test_a_network_without_organisations_says_so(client: Client, db: None) -> None:
    assert "No organisation yet" in words_of(client.get(EN))


def test_the_list_comes_in_pages_that_keep_the_filters(client: Client, db: None) -> None:
    for number in range(21):
        make_organisation(f"body-{number}")

    page = page_of(client.get(f"{EN}?kind=council"))

    assert len(names_of(page)) == 20
    assert '<span class="gap">' not in page
    assert 'href="?kind=council&page=2" rel="next"' in page
    assert len(names_of(page_of(client.get(f"{EN}?kind=council&page=2")))) == 1


def test_many_pages_are_not_all_named(client: Client, council: Organisation) -> None:
    Organisation.objects.bulk_create(
        Organisation(code=f"body-{number}", name_en=f"Body {number}", kind="ngo", place=council.place)
        for number in range(120)
    )

    page = page_of(client.get(f"{EN}?page=1")).partition('class="pager"')[2]

    assert re.findall(r">(?:<span class=\"vh\">Page </span>)?(\d|…)<", page) == ["1", "2", "…", "7"]


def test_the_list_takes_the_same_queries_for_one_and_three(client: Client, council: Organisation) -> None:
    counsel = make_term(ServiceKind, "counselling", ("Συμβουλευτική", "Counselling"))
    council.services.add(counsel)
    assert count_queries(client, EN) == 6

    for code in ("second", "third"):
        make_organisation(code).services.add(counsel)

    assert count_queries(client, EN) == 6


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=99999999999999999999", "kind=", "kind=%22%3E", "other=1"])
def test_odd_queries_are_answered(query: str, client: Client, council: Organisation) -> None:
    page_of(client.get(f"{EN}?{query}"))


# One organisation


def test_the_page_tells_what_the_organisation_is(client: Client, council: Organisation) -> None:
    make_place("unused", ("Άλλού", "Elsewhere"))
    council.services.add(
        make_term(ServiceKind, "counselling", ("Συμβουλευτική", "Counselling")),
        make_term(ServiceKind, "mediation", ("Μεσολάβηση", "Mediation")),
    )
    Organisation.objects.update(description_en="An advisory body.", website="https://patras.example/")

    page = page_of(client.get(f"{EN}{council.code}/"))

    assert headings(page, 1) == ["Patras Migrant Integration Council"]
    assert re.findall(r'<li>\s*<span class="tag ">(.*?)</span>', page) == ["Counselling", "Mediation"]
    assert '<div class="prose"><p>An advisory body.</p></div>' in page
    assert 'href="https://patras.example/" rel="nofollow noopener"' in page
    assert "Athens" in page


def test_what_lacks_in_one_language_is_shown_in_the_other_and_marked(client: Client, council: Organisation) -> None:
    Organisation.objects.update(name_en="", description_el="Συμβουλευτικό όργανο.")

    page = page_of(client.get(f"{EN}{council.code}/"))

    assert '<h1 lang="el">ΣΕΜ Δήμου Πατρέων</h1>' in page
    assert '<div class="prose" lang="el"><p>Συμβουλευτικό όργανο.</p></div>' in page


def test_each_language_names_the_other(client: Client, council: Organisation) -> None:
    page = page_of(client.get(f"{EN}{council.code}/"))

    assert re.findall(r'<link rel="alternate" hreflang="(\w+)" href="http://testserver(.*?)"', page)[:2] == [
        ("el", f"{EL}{council.code}/"),
        ("en", f"{EN}{council.code}/"),
    ]


def test_the_page_tells_how_the_public_reaches_it(client: Client, council: Organisation) -> None:
    Organisation.objects.update(
        address_el="Οδός Μαιζώνος 4",
        phone="+30 2610 000 (11)",
        hours_en="Weekdays, 9:00–14:00",
        contact_page="https://patras.example/contact",
        email=f"{CANARY}@patras.example",
    )

    page = page_of(client.get(f"{EN}{council.code}/"))

    assert '<dd lang="el">Οδός Μαιζώνος 4</dd>' in page
    assert '<a href="tel:+30261000011">+30 2610 000 (11)</a>' in page
    assert "<dd>Weekdays, 9:00–14:00</dd>" in page
    assert 'href="https://patras.example/contact" rel="nofollow noopener"' in page
    assert f'href="{EN}{council.code}/write/"' in page
    assert CANARY not in page


def test_without_ways_to_reach_it_nothing_is_promised(client: Client, council: Organisation) -> None:
    page = page_of(client.get(f"{EN}{council.code}/"))

    assert ('id="contact"' in page, "/write/" in page) == (False, False)


@pytest.mark.parametrize("number", ["call us", "<script>", "+30", "210 123 4567\n", "0" * 41])
def test_what_is_no_telephone_is_refused(number: str, council: Organisation) -> None:
    council.phone = number

    with pytest.raises(ValidationError):
        council.full_clean()


def test_its_logo_takes_the_place_of_the_woven_sign(client: Client, council: Organisation) -> None:
    Organisation.objects.update(logo=NetworkImage.objects.create(title="logo", file=get_test_image_file()))

    page = page_of(client.get(f"{EN}{council.code}/"))

    assert page.count('<img class="picture"') == 1


def test_a_small_map_leads_to_all_that_stand_at_its_place(client: Client, council: Organisation) -> None:
    make_organisation("second")
    make_organisation("hidden", listed=False)

    page = page_of(client.get(f"{EN}{council.code}/"))

    assert pins_of(page) == [(f"{EN}?place=athens", "Athens: 2 bodies")]


def test_its_projects_stand_on_its_page(client: Client, council: Organisation, association: Organisation) -> None:
    led = make_project("Δίχτυ", lead_organisation=council)
    helped = make_project("Ιστός", lead_organisation=association)
    ProjectPartner.objects.create(page=helped, organisation=council)
    hidden = make_project("Κρυφό", lead_organisation=council)
    hidden.unpublish()

    page = page_of(client.get(f"{EL}{council.code}/")).partition('id="projects"')[2]

    assert re.findall(r'<a href="(.*?)">(\w+)</a>', page)[:2] == [(led.url, "Δίχτυ"), (helped.url, "Ιστός")]
    assert "Κρυφό" not in page


def test_its_public_practices_stand_on_its_page(
    client: Client, member: User, council: Organisation, association: Organisation
) -> None:
    make_practice(title="Δική τους", lead_organisation=council)
    make_practice(title="Άλλου φορέα", lead_organisation=association)

    page = page_of(client.get(f"{EL}{council.code}/"))

    assert names_of(page) == ["Δική τους"]
    assert "Δική τους" not in page_of(client.get(f"{EL}{association.code}/"))


def test_its_people_are_shown_to_members_only(
    council: Organisation, member: User, stranger: User, applicant: User, client: Client
) -> None:
    make_user("gone", "member", organisation=council, is_active=False, last_name=CANARY)
    make_user("waiting", organisation=council, last_name=CANARY)
    where = f"{EN}{council.code}/"

    shown = page_of(enter(stranger).get(where))

    assert f'<a href="/en/people/{member.public_id}/">Member Test</a>' in shown
    assert CANARY not in shown
    for browser in (client, enter(applicant)):
        assert "Member Test" not in page_of(browser.get(where)).partition("<main")[2]


@pytest.mark.parametrize(
    ("name", "status"),
    [("visitor", 404), ("applicant", 404), ("stranger", 404), ("moderator", 404), ("member", 200), ("editor", 200)],
)
def test_an_unlisted_organisation_is_not_there_for_others(
    name: str, status: int, council: Organisation, visitor: Client, request: pytest.FixtureRequest
) -> None:
    Organisation.objects.filter(pk=council.pk).update(listed=False, name_el=CANARY, name_en=CANARY)
    client = visitor if name == "visitor" else enter(request.getfixturevalue(name))

    pages: list[Any] = [client.get(where) for where in (f"{EN}{council.code}/", f"{EL}{council.code}/", EN, EL)]

    assert [page.status_code for page in pages] == [status, status, 200, 200]
    assert [CANARY in page.content.decode() for page in pages] == [status == 200] * 4


def test_an_organisation_that_is_not_there_is_404(client: Client, db: None) -> None:
    assert client.get(f"{EN}nowhere/").status_code == 404
