"""Profiles, which only members read, and the administrators' list with organisations and roles."""

import re
from typing import Any

import pytest
from django.test import Client

from network_members.models import Organisation, User
from tests.factories.people import make_user
from tests.network_members.rooms import enter, headings, in_greek, page_of, value_of, words_of
from tests.reading import count_queries

LIST = "/en/people/roles/"
CANARY = "ΚΑΝΑΡΙΝΙ-4c1e"
OTHERS = ("applicant", "member", "facilitator", "moderator", "translator", "editor")


def profile(person: User, language: str = "en") -> str:
    """Return where somebody's profile stands."""
    return f"/{language}/people/{person.public_id}/"


def names_of(page: str) -> list[str]:
    """Return the people of the list, in order."""
    return re.findall(r'<h2 class="size-1"><a .*?>(.*?)</a>', page)


# Profiles


def test_a_member_reads_the_profile_of_another(member: User, stranger: User) -> None:
    User.objects.filter(pk=member.pk).update(position="Γραμματέας", bio_el="Κοινωνική λειτουργός.")

    page = page_of(enter(stranger).get(profile(member)))

    assert headings(page, 1) == ["Member Test"]
    assert "Γραμματέας" in page
    assert '<a href="/en/organisations/patras-council/">Patras Migrant Integration Council</a>' in page
    assert '<div class="prose" lang="el"><p>Κοινωνική λειτουργός.</p></div>' in page
    assert "Change my profile" not in page


def test_the_biography_is_shown_in_the_language_of_the_page(member: User) -> None:
    User.objects.filter(pk=member.pk).update(bio_el="Κοινωνική λειτουργός.", bio_en="A social worker.")
    client = enter(member)

    found = [
        re.findall(r'<div class="prose"(.*?)><p>(.*?)</p>', page_of(client.get(profile(member, language))))
        for language in ("en", "el")
    ]

    assert found == [[("", "A social worker.")], [("", "Κοινωνική λειτουργός.")]]


def test_roles_of_staff_are_named(editor: User, member: User) -> None:
    assert "Editor" in words_of(enter(member).get(profile(editor)))
    assert in_greek("Editor") in words_of(enter(member).get(profile(editor, "el")))


def test_ones_own_profile_may_be_changed(member: User) -> None:
    assert 'href="/en/my/profile/"' in page_of(enter(member).get(profile(member)))


@pytest.mark.parametrize("name", ["applicant", "visitor"])
def test_others_learn_nothing_about_a_person(
    name: str, member: User, visitor: Client, request: pytest.FixtureRequest
) -> None:
    User.objects.filter(pk=member.pk).update(bio_el=CANARY)
    client = visitor if name == "visitor" else enter(request.getfixturevalue(name))
    nobody = profile(User(first_name="Nobody"))

    found = [client.get(where) for where in (profile(member), nobody)]

    assert [one.status_code for one in found] == [302 if name == "visitor" else 404] * 2
    assert [one for one in found if CANARY in one.content.decode()] == []


def test_somebody_who_left_has_no_profile(member: User, administrator: User) -> None:
    gone = make_user("gone", "member", is_active=False)

    assert [enter(reader).get(profile(gone)).status_code for reader in (member, administrator)] == [404, 404]


def test_no_address_is_shown(member: User, administrator: User) -> None:
    for where in (profile(member), f"{profile(member)}assign/", LIST):
        assert "@nima.example" not in page_of(enter(administrator).get(where))


# The list


def test_people_stand_by_the_alphabet(administrator: User, db: None) -> None:
    for name, last in (("b", "Ωραίου"), ("c", "Άννινου"), ("d", "Zola"), ("e", "ανδρέου")):
        make_user(name, first_name="Ν", last_name=last)

    assert names_of(page_of(enter(administrator).get(LIST))) == [
        "Ν ανδρέου",
        "Ν Άννινου",
        "Ν Ωραίου",
        "Administrator Test",
        "Ν Zola",
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("νικος", ["Νίκος Παππάς"]), ("ΠΑΠΠΑΣ", ["Νίκος Παππάς"]), ("παππάς νίκος", ["Νίκος Παππάς"]), ("κανένας", [])],
)
def test_a_name_is_found_in_any_spelling(wanted: str, found: list[str], administrator: User) -> None:
    make_user("nikos", first_name="Νίκος", last_name="Παππάς")

    response = enter(administrator).get(LIST, {"q": wanted})

    assert names_of(page_of(response)) == found
    assert value_of(page_of(response), "q") == wanted


def test_pages_keep_what_was_looked_for(administrator: User) -> None:
    for number in range(41):
        make_user(f"person-{number}", first_name="Άννα")

    page = page_of(enter(administrator).get(LIST, {"q": "Άννα", "page": "2"}))

    assert len(names_of(page)) == 20
    assert "41 people" in page
    assert re.findall(r'rel="(?:prev|next)"', page) == ['rel="prev"', 'rel="next"']
    assert "?q=%CE%86%CE%BD%CE%BD%CE%B1&page=3" in page


def test_the_list_says_who_is_no_member_and_what_they_do(
    administrator: User, applicant: User, facilitator: User, association: Organisation
) -> None:
    page = words_of(enter(administrator).get(LIST))

    assert "Applicant Test without organisation not a member yet" in page
    assert "Facilitator Test Lisbon Association Facilitator" in page


def test_only_those_below_the_own_rank_can_be_changed(
    administrator: User, superuser: User, editor: User, member: User
) -> None:
    def changeable(reader: User) -> set[str]:
        page = page_of(enter(reader).get(LIST))
        return set(re.findall(r'assign/">Organisation and roles<span class="vh">: (.*?) Test<', page))

    assert changeable(administrator) == {"Member"}
    assert changeable(superuser) == {"Member", "Editor", "Administrator", "Superuser"}


def test_the_list_takes_the_same_queries_for_one_and_three(administrator: User) -> None:
    client = enter(administrator)
    assert count_queries(client, LIST) == 9

    for name in ("second", "third"):
        make_user(name, "member", "facilitator")

    assert count_queries(client, LIST) == 9


@pytest.mark.parametrize("name", OTHERS)
def test_others_see_no_list(name: str, request: pytest.FixtureRequest, member: User) -> None:
    client = enter(request.getfixturevalue(name))

    assert [client.get(where).status_code for where in (LIST, f"{profile(member)}assign/")] == [403, 403]


def test_visitors_are_led_to_the_login(visitor: Client) -> None:
    assert visitor.get(LIST)["Location"] == f"/en/account/login/?next={LIST}"


# Organisation and roles


def assign(giver: User, person: User, **sent: Any) -> Any:
    """Send the form of a person's organisation and roles."""
    return enter(giver).post(f"{profile(person)}assign/", sent)


def test_an_administrator_gives_organisation_and_roles(
    administrator: User, member: User, association: Organisation
) -> None:
    page = page_of(enter(administrator).get(f"{profile(member)}assign/"))
    assert page.count('name="roles"') == 2
    assert page.count(" checked") == 1

    response = assign(administrator, member, organisation=association.code, roles=["member", "facilitator"])

    changed = User.objects.get(pk=member.pk)
    assert (response["Location"], changed.organisation, set(changed.role_codes)) == (
        LIST,
        association,
        {"member", "facilitator"},
    )


def test_taking_every_role_ends_the_membership(administrator: User, member: User) -> None:
    assign(administrator, member)

    changed = User.objects.get(pk=member.pk)
    assert (changed.is_approved, changed.organisation) == (False, None)


def test_the_superuser_gives_staff_roles(superuser: User, member: User) -> None:
    assign(superuser, member, roles=["member", "editor"])

    assert User.objects.get(pk=member.pk).role_codes == {"member", "editor"}


@pytest.mark.parametrize("sent", [{"roles": ["editor"]}, {"roles": ["emperor"]}, {"organisation": "nowhere"}])
def test_what_is_not_offered_is_refused(sent: dict[str, Any], administrator: User, member: User) -> None:
    before = (member.organisation, member.role_codes)

    assert "Select a valid choice." in words_of(assign(administrator, member, **sent), 422)

    kept = User.objects.get(pk=member.pk)
    assert (kept.organisation, kept.role_codes) == before


@pytest.mark.parametrize("name", ["administrator", "editor", "superuser"])
def test_an_administrator_changes_nobody_of_the_own_rank_or_above(
    name: str, administrator: User, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    before = person.role_codes

    assert assign(administrator, person, roles=["member"]).status_code == 403
    assert enter(administrator).get(f"{profile(person)}assign/").status_code == 403
    assert User.objects.get(pk=person.pk).role_codes == before


def test_two_administrators_at_once_get_a_notice(administrator: User, member: User, association: Organisation) -> None:
    version = value_of(page_of(enter(administrator).get(f"{profile(member)}assign/")), "version")
    assign(administrator, member, roles=["member"], organisation=association.code, version=version)

    late = assign(administrator, member, roles=["facilitator"], organisation="", version=version)

    assert "this was changed in another window" in page_of(late, 409)
    assert "<dd>Lisbon Association</dd>" in page_of(late, 409)
    assert User.objects.get(pk=member.pk).role_codes == {"member"}


def test_a_person_that_is_not_there_is_404(administrator: User) -> None:
    assert enter(administrator).get(f"{profile(User())}assign/").status_code == 404
