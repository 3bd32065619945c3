"""The directory: who is in the network, by kind and place, in both languages; the page of one organisation."""

import re
from typing import Any

import pytest
from django.test import Client

from network_members.models import Organisation, User
from tests.factories.people import make_organisation, make_user
from tests.factories.practices import make_practice
from tests.factories.words import make_place, make_term
from tests.network_members.rooms import enter, headings, in_greek, page_of, words_of
from tests.reading import count_queries
from vocabulary.models import ServiceKind

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
    assert count_queries(client, EN) == 3

    for code in ("second", "third"):
        make_organisation(code)

    assert count_queries(client, EN) == 3


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
