"""The room's corner of the admin: the directory for editors, accounts for the superuser alone, the log."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse

from mail.models import Message
from network_members import actions
from network_members.models import Organisation, User
from tests.factories.people import make_organisation, make_request, make_user
from tests.factories.practices import make_draft
from tests.factories.words import make_place, make_term
from tests.network_members.rooms import enter, page_of
from tests.reading import count_queries
from vocabulary.models import Place, ServiceKind

ORGANISATIONS = "wagtailsnippets_network_members_organisation"
ACCOUNTS = "wagtailusers_users"
KEEPERS = ("editor", "administrator", "superuser")
OTHERS = ("moderator", "translator")


def menu_of(person: User) -> str:
    """Return the admin's first page, which holds the menu."""
    return page_of(enter(person).get("/admin/"))


# The directory


def organisation(**changed: Any) -> dict[str, Any]:
    """Return the form of an organisation."""
    place = Place.objects.anchors().filter(code="lisbon").first() or make_place("lisbon", ("Λισαβόνα", "Lisbon"))
    return {"name_el": "Φορέας", "name_en": "Body", "kind": "ngo", "place": place.pk, "listed": "on", **changed}


@pytest.mark.parametrize("name", KEEPERS)
def test_keepers_add_an_organisation_under_an_address_made_of_its_name(
    name: str, request: pytest.FixtureRequest
) -> None:
    client = enter(request.getfixturevalue(name))
    service = make_term(ServiceKind, "counselling", ("Συμβουλευτική", "Counselling"))
    sent = organisation(name_el="Δήμος Πατρέων", services=[service.pk], website="patras.example")

    response = client.post(reverse(f"{ORGANISATIONS}:add"), sent)

    assert response.status_code == 302
    body = Organisation.objects.get(code="dimos-patreon")
    assert (body.name_en, body.kind, body.website) == ("Body", "ngo", "https://patras.example")
    assert list(body.services.all()) == [service]


def test_the_address_stays_when_the_name_changes(editor: User, council: Organisation) -> None:
    enter(editor).post(reverse(f"{ORGANISATIONS}:edit", args=[council.pk]), organisation(name_el="Άλλο όνομα"))

    council.refresh_from_db()
    assert (council.name_el, council.code) == ("Άλλο όνομα", "patras-council")


@pytest.mark.parametrize(
    "changed",
    [
        {"name_el": "", "name_en": ""},
        {"name_el": "α" * 161},
        {"kind": "castle"},
        {"place": ""},
        {"place": "999999"},
        {"website": "javascript:alert(1)"},
        {"website": "ftp://patras.example/"},
        {"description_en": "a" * 1201},
    ],
)
def test_bad_input_is_refused(changed: dict[str, Any], editor: User) -> None:
    before = Organisation.objects.count()

    response = enter(editor).post(reverse(f"{ORGANISATIONS}:add"), organisation(**changed))

    assert response.status_code == 200
    assert response.context["form"].errors
    assert Organisation.objects.count() == before


def test_words_are_offered_once_in_the_language_of_the_editor(superuser: User) -> None:
    make_place("lisbon", ("Λισαβόνα", "Lisbon"))

    page = page_of(enter(superuser).get(reverse(f"{ORGANISATIONS}:add")))

    assert re.findall(r"<option value=\"\d+\">(.*?)</option>", page.partition('name="place"')[2])[:1] == ["Lisbon"]
    assert "Λισαβόνα" not in page


@pytest.mark.parametrize("name", OTHERS)
def test_other_staff_does_not_keep_the_directory(
    name: str, council: Organisation, request: pytest.FixtureRequest
) -> None:
    person = request.getfixturevalue(name)
    client = enter(person)
    doors = [reverse(f"{ORGANISATIONS}:{door}") for door in ("list", "add")]
    doors.append(reverse(f"{ORGANISATIONS}:edit", args=[council.pk]))

    assert [client.post(where, organisation()).status_code for where in doors] == [302] * 3
    council.refresh_from_db()
    assert council.name_el == "ΣΕΜ Δήμου Πατρέων"
    assert doors[0] not in menu_of(person)


def test_nobody_but_the_superuser_deletes_an_organisation(
    editor: User, administrator: User, superuser: User, council: Organisation
) -> None:
    door = reverse(f"{ORGANISATIONS}:delete", args=[council.pk])

    for person in (editor, administrator):
        enter(person).post(door)
        assert Organisation.objects.filter(pk=council.pk).exists()

    enter(superuser).post(door)
    assert not Organisation.objects.filter(pk=council.pk).exists()


def test_the_list_takes_the_same_queries_for_one_and_three(editor: User) -> None:
    client, where = enter(editor), reverse(f"{ORGANISATIONS}:list")
    assert count_queries(client, where) == 16

    for code in ("second", "third"):
        make_organisation(code)

    assert count_queries(client, where) == 16


def test_the_chooser_offers_only_what_its_reader_may_see(editor: User, moderator: User, council: Organisation) -> None:
    hidden = make_organisation("hidden", name_el="CANARY-77", listed=False)
    chooser = "wagtailsnippetchoosers_network_members_organisation"
    doors = [
        reverse(f"{chooser}:choose"),
        reverse(f"{chooser}:choose_results"),
        reverse(f"{chooser}:chosen", args=[hidden.pk]),
        f"{reverse(f'{chooser}:chosen_multiple')}?id={hidden.pk}&id={council.pk}",
    ]

    pages = [[enter(person).get(where).content.decode() for where in doors] for person in (editor, moderator)]

    assert [["CANARY-77" in page for page in found] for found in pages] == [[True] * 4, [False] * 4]


# Membership requests


@pytest.mark.parametrize(
    ("name", "shown"),
    [("administrator", True), ("superuser", True), ("editor", False), ("moderator", False), ("translator", False)],
)
def test_the_menu_leads_administrators_to_the_requests(name: str, shown: bool, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)

    assert (f"/{person.language}/my/requests/" in menu_of(person)) == shown


def test_administrators_read_in_the_log_who_answered(
    administrator: User, editor: User, applicant: User, council: Organisation
) -> None:
    actions.approve(make_request(applicant), by=administrator, organisation=council)
    log = reverse("wagtailadmin_reports:site_history")

    assert "Administrator Test" in page_of(enter(administrator).get(log)).partition("<table")[2]
    assert "Administrator Test" not in page_of(enter(editor).get(log)).partition("<table")[2]


# Accounts


def account(**changed: Any) -> dict[str, Any]:
    """Return the form of an account."""
    role = Group.objects.get(name="member")
    names = {"email": "Anna@nima.example", "first_name": "Άννα", "last_name": "Νέα", "language": "en"}
    return {**names, "groups": [role.pk], "is_active": "on", **changed}


def test_the_superuser_makes_an_account_whose_owner_chooses_the_password(superuser: User) -> None:
    client, add = enter(superuser), reverse(f"{ACCOUNTS}:add")
    assert 'type="password"' not in page_of(client.get(add))

    client.post(add, account())

    person = User.objects.get(email="anna@nima.example")
    assert (person.has_usable_password(), set(person.role_codes)) == (False, {"member"})
    assert Message.objects.get().recipient == person.email
    assert EmailAddress.objects.get(user=person).verified


def test_the_superuser_gives_organisation_and_staff_roles(superuser: User, member: User, council: Organisation) -> None:
    role = Group.objects.get(name="editor")
    edit = reverse(f"{ACCOUNTS}:edit", args=[member.pk])

    enter(superuser).post(edit, account(email="new@nima.example", groups=[role.pk], organisation=council.pk))

    changed = User.objects.get(pk=member.pk)
    assert (changed.email, set(changed.role_codes), changed.organisation) == ("new@nima.example", {"editor"}, council)
    assert list(EmailAddress.objects.filter(user=member).values_list("email", flat=True)) == ["new@nima.example"]
    assert changed.has_usable_password()


def test_roles_are_offered_by_name_and_no_other_group(superuser: User, member: User) -> None:
    page = page_of(enter(superuser).get(reverse(f"{ACCOUNTS}:edit", args=[member.pk])))

    assert re.findall(r"<span>(.*?)</span>", page.partition('id="id_groups"')[2])[:6] == [
        "Member",
        "Facilitator",
        "Moderator",
        "Translator",
        "Editor",
        "Network administrator",
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"email": ""},
        {"email": "no address"},
        {"email": " MEMBER@nima.example"},
        {"first_name": ""},
        {"first_name": "Νikos"},
        {"last_name": "α" * 81},
        {"language": "fr"},
        {"groups": ["999"]},
    ],
)
def test_a_bad_account_is_refused(changed: dict[str, Any], superuser: User, member: User) -> None:
    before = User.objects.count()

    response = enter(superuser).post(reverse(f"{ACCOUNTS}:add"), account(**changed))

    assert response.status_code == 200
    assert response.context["form"].errors
    assert (User.objects.count(), Message.objects.count()) == (before, 0)


def test_the_list_of_accounts_shows_no_address(superuser: User, editor: User) -> None:
    page = page_of(enter(superuser).get(reverse(f"{ACCOUNTS}:index"))).partition("<table")[2]

    assert "Editor Test" in page
    assert "Member, Editor" in page
    assert "@nima.example" not in page


@pytest.mark.parametrize("name", ["editor", "administrator", *OTHERS])
def test_nobody_else_sees_accounts(name: str, member: User, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(name)
    client = enter(person)
    doors = [reverse(f"{ACCOUNTS}:index"), reverse(f"{ACCOUNTS}:add"), reverse("wagtailusers_groups:index")]
    doors += [reverse(f"{ACCOUNTS}:{door}", args=[member.pk]) for door in ("edit", "delete")]

    assert [client.post(where, account()).status_code for where in doors] == [302] * 5
    assert not User.objects.filter(email="anna@nima.example").exists()
    assert User.objects.filter(pk=member.pk).exists()
    assert doors[0] not in menu_of(person)


def test_the_list_of_accounts_takes_the_same_queries_for_one_and_three(superuser: User) -> None:
    client, where = enter(superuser), reverse(f"{ACCOUNTS}:index")
    assert count_queries(client, where) == 14

    for name in ("second", "third"):
        make_user(name, "member", organisation=make_organisation(name))

    assert count_queries(client, where) == 14


@pytest.mark.parametrize("name", ["moderator", "translator"])
def test_no_message_of_the_admin_tells_the_title_of_a_page(
    name: str, member: User, request: pytest.FixtureRequest
) -> None:
    draft = make_draft(member, title="Καναρίνι")
    client = enter(request.getfixturevalue(name))

    refused = client.get(reverse("wagtailadmin_pages:workflow_action", args=[draft.pk, "approve", 1]), follow=True)

    assert "Καναρίνι" not in refused.content.decode()
