"""The directory of people: whom a reader finds, by what, and that hidden parts tell nothing."""

import re
from typing import Any

import pytest
from django.test import Client

from network_members.models import Organisation, User
from network_members.profiles import Audience, Part
from network_members.showing import people_of
from tests.factories.people import give_photo, make_user
from tests.factories.words import make_theme
from tests.network_members.rooms import enter, page_of, words_of
from tests.network_members.test_people import profile
from tests.reading import count_queries

EN, EL = "/en/people/", "/el/people/"
BOTH = pytest.mark.parametrize("where", [EN, EL])
CANARIES = {
    "position": "ΚΑΝΑΡΙΝΙ-ΘΕΣΗ",
    "bio_el": "ΚΑΝΑΡΙΝΙ-ΒΙΟ",
    "bio_en": "CANARY-BIO",
    "photo_alt": "ΚΑΝΑΡΙΝΙ-ΦΩΤΟ",
}


@pytest.fixture
def maria(council: Organisation) -> User:
    """A member with a whole profile, whose parts members see."""
    person = make_user("maria", "member", organisation=council, first_name="Μαρία", last_name="Παππά", **CANARIES)
    give_photo(person)
    person.tongues.create(code="ar")
    person.themes.set([make_theme()])
    return person


def found(client: Client, query: str = "", where: str = EN) -> list[str]:
    """Return the names that the directory shows, in order."""
    return re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", page_of(client.get(f"{where}{query}")))


def let(person: User, audience: str, *parts: str) -> None:
    """Show parts of a profile to an audience."""
    User.objects.filter(pk=person.pk).update(**{f"{part}_shown_to": audience for part in parts})


@BOTH
def test_visitors_find_nobody_who_did_not_say_so(where: str, maria: User, visitor: Client) -> None:
    assert found(visitor, where=where) == []
    assert visitor.get(where).status_code == 200


@BOTH
def test_visitors_find_whoever_shows_their_name_with_nothing_else(where: str, maria: User, visitor: Client) -> None:
    let(maria, Audience.PUBLIC, Part.NAME)

    pages = [page_of(visitor.get(one)) for one in (where, profile(maria, where[1:3]))]

    assert found(visitor, where=where) == ["Μαρία Παππά"]
    hidden = [*CANARIES.values(), "patras-council", "Αραβικά", "Arabic", "/people/photos/", maria.email]
    assert [word for page in pages for word in hidden if word in page] == []


def test_visitors_see_the_parts_that_are_public(maria: User, visitor: Client) -> None:
    let(maria, Audience.PUBLIC, *Part)

    page = page_of(visitor.get(profile(maria, "el")))

    shown = [CANARIES["position"], CANARIES["bio_el"], CANARIES["photo_alt"], "ΣΕΜ Δήμου Πατρέων", "Αραβικά"]
    assert [word for word in shown if word not in page] == []
    assert (CANARIES["bio_en"] in page, maria.email in page) == (False, False)


def test_members_find_each_other(maria: User, stranger: User) -> None:
    assert found(enter(stranger)) == ["Μαρία Παππά", "Stranger Test"]


@pytest.mark.parametrize("name", ["visitor", "applicant", "member", "stranger", "editor"])
def test_who_hides_the_name_is_found_by_administrators_only(
    name: str, maria: User, administrator: User, request: pytest.FixtureRequest
) -> None:
    let(maria, Audience.PUBLIC, *Part)
    let(maria, Audience.NOBODY, Part.NAME)
    client = Client() if name == "visitor" else enter(request.getfixturevalue(name))

    assert "Μαρία Παππά" not in found(client)
    assert client.get(profile(maria)).status_code == (302 if name == "visitor" else 404)
    assert "Μαρία Παππά" in found(enter(administrator))


@pytest.mark.parametrize("part", [part for part in Part if part != Part.NAME])
def test_a_hidden_part_is_hidden_from_colleagues_and_administrators_too(
    part: Part, maria: User, colleague: User, administrator: User, superuser: User
) -> None:
    words = {
        Part.PHOTO: "/people/photos/",
        Part.POSITION: CANARIES["position"],
        Part.ORGANISATION: "patras-council",
        Part.TONGUES: "Arabic",
        Part.THEMES: "Social inclusion",
        Part.BIO: CANARIES["bio_en"],
    }
    shown = page_of(enter(colleague).get(profile(maria)))
    let(maria, Audience.NOBODY, part)

    pages = [page_of(enter(one).get(profile(maria))) for one in (colleague, administrator, superuser)]

    assert words[part] in shown
    assert [page for page in pages if words[part] in page] == []
    assert words[part] in page_of(enter(maria).get(profile(maria)))


@pytest.mark.parametrize("wanted", ["ΠΑΠΠΑ", "παππα", "μαρια παππα", "παππά μαρία", "Μαρι\u0301α"])
def test_accents_case_and_order_of_a_name_do_not_matter(wanted: str, maria: User, stranger: User) -> None:
    assert found(enter(stranger), f"?q={wanted}") == ["Μαρία Παππά"]


@pytest.mark.parametrize("query", ["?speaks=ar", "?theme=inclusion", "?organisation=patras-council"])
def test_each_filter_finds_and_tells_nothing_of_hidden_parts(query: str, maria: User, stranger: User) -> None:
    client = enter(stranger)
    assert found(client, query) == ["Μαρία Παππά"]

    let(maria, Audience.NOBODY, Part.ORGANISATION, Part.TONGUES, Part.THEMES)

    page = page_of(client.get(EN))
    assert found(client, query) in ([], found(client))
    assert 'value="ar"' not in page
    assert 'value="patras-council"' not in page


def test_filters_stay_in_the_address_of_the_next_page(council: Organisation, stranger: User) -> None:
    for number in range(25):
        make_user(f"many{number}", "member", organisation=council, last_name=f"Many {number:02}")

    page = page_of(enter(stranger).get(f"{EN}?organisation=patras-council&page=2"))

    assert re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", page) == [f"Many{n} Many {n}" for n in range(20, 25)]
    assert "?organisation=patras-council&page=1" in page


@pytest.mark.parametrize("query", ["?page=10000000000", "?page=x", "?country=zz", "?speaks=%27", "?theme=a&theme=b"])
def test_nonsense_is_left_out(query: str, maria: User, stranger: User) -> None:
    assert enter(stranger).get(f"{EN}{query}").status_code == 200


def test_who_left_and_who_never_was_a_member_is_not_found(maria: User, stranger: User) -> None:
    make_user("applied", first_name="Applied", name_shown_to="public")
    make_user("gone", "member", first_name="Gone", is_active=False)

    assert found(enter(stranger)) == ["Μαρία Παππά", "Stranger Test"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_directory_asks_the_same_of_the_database_for_one_and_for_three(
    number: int, council: Organisation, stranger: User
) -> None:
    for one in range(number):
        make_user(f"one{one}", "member", organisation=council).tongues.create(code="el")
    client = enter(stranger)
    client.get(EN)

    assert count_queries(client, EN) == 10


def test_an_organisation_lists_those_who_say_that_they_work_there(
    maria: User, colleague: User, stranger: User, council: Organisation, visitor: Client
) -> None:
    def names(reader: Any) -> list[str]:
        return [one.name for one in people_of(council, reader)]

    assert names(stranger) == ["Μαρία Παππά", "Colleague Test"]
    let(colleague, Audience.NOBODY, Part.ORGANISATION)
    let(maria, Audience.PUBLIC, Part.NAME)
    assert names(stranger) == ["Μαρία Παππά"]
    assert "Μαρία Παππά" not in words_of(visitor.get("/en/organisations/patras-council/"))
    let(maria, Audience.PUBLIC, Part.ORGANISATION)
    assert "Μαρία Παππά" in words_of(visitor.get("/en/organisations/patras-council/"))


def test_search_engines_keep_only_public_profiles(maria: User, stranger: User, visitor: Client) -> None:
    assert 'content="noindex"' in page_of(enter(stranger).get(profile(maria)))
    let(maria, Audience.PUBLIC, Part.NAME)
    assert "noindex" not in page_of(visitor.get(profile(maria)))
