"""One's own space: who I am, what waits for me, where my request stands, and the ways on."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from time_machine import TimeMachineFixture

from network_members.models import Organisation, User
from tests.factories.people import make_request, make_user
from tests.factories.snapshots import make_returned, make_submitted
from tests.network_members.rooms import enter, headings, in_greek, page_of, words_of
from tests.reading import count_queries

EN, EL = "/en/my/", "/el/my/"


def tabs_of(page: str) -> list[str]:
    """Return the pages of the space."""
    return re.findall(r"<a [^>]*>(.*?)</a>", page.partition('class="tabs"')[2].partition("</nav>")[0])


def knots_of(page: str) -> list[tuple[str, str]]:
    """Return state and title of each knot of the thread."""
    return re.findall(r'<li class="(\w+)".*?<strong>(.*?)</strong>', page.partition('class="thread')[2], re.DOTALL)


@pytest.mark.parametrize(("address", "greeting"), [(EN, "Hello, Member"), (EL, "Καλημέρα, Member")])
def test_a_member_is_greeted_in_the_language_of_the_page(address: str, greeting: str, member: User) -> None:
    assert headings(page_of(enter(member).get(address)), 1) == [greeting]


def test_a_greek_name_is_called_in_greek_on_a_greek_page(council: Organisation) -> None:
    client = enter(make_user("nikos", "member", first_name="Νίκος"))

    assert [headings(page_of(client.get(address)), 1) for address in (EL, EN)] == [["Καλημέρα, Νίκο"], ["Hello, Νίκος"]]


@pytest.mark.parametrize("address", [EN, EL])
def test_visitors_are_led_to_the_login(address: str, visitor: Client) -> None:
    language = address[1:3]

    assert visitor.get(address)["Location"] == f"/{language}/account/login/?next={address}"


@pytest.mark.parametrize(("address", "words"), [(EN, "member since March 2026"), (EL, "μέλος από τον Μάρτιο 2026")])
def test_it_says_since_when_one_is_a_member(
    address: str, words: str, member: User, time_machine: TimeMachineFixture
) -> None:
    make_request(member, "approved", decided_at=datetime(2026, 3, 5, 12, tzinfo=UTC))

    assert words in words_of(enter(member).get(address))


def test_it_leads_to_the_own_organisation_in_its_language(member: User, council: Organisation) -> None:
    council.name_en = ""
    council.save()

    page = page_of(enter(member).get(EN))

    assert f'<a href="/en/organisations/{council.code}/" lang="el">ΣΕΜ Δήμου Πατρέων</a>' in page


def test_it_leads_to_everything_about_the_account(member: User) -> None:
    page = page_of(enter(member).get(EN))

    with override("en"):
        ways = ["my:profile", "account_email", "account_change_password", "mfa_index", "account_logout"]
        addresses = [reverse(name) for name in ways]
        addresses.append(reverse("people:profile", args=[member.public_id]))
    assert [address for address in addresses if f'href="{address}"' not in page] == []


def test_only_staff_sees_the_ways_to_where_staff_works(member: User, moderator: User, administrator: User) -> None:
    doors = ("/admin/", "/en/my/requests/", "/en/people/roles/")
    pages = {person: page_of(enter(person).get(EN)) for person in (member, moderator, administrator)}

    found = [[door for door in doors if f'href="{door}"' in page] for page in pages.values()]

    assert found == [[], ["/admin/"], list(doors)]


def test_the_practices_of_a_member_stand_here(member: User) -> None:
    make_submitted(member, title="Γλώσσα στη γειτονιά")

    page = page_of(enter(member).get(EN))

    assert tabs_of(page) == [
        "Today",
        'My practices <span class="n">1</span>',
        "Saved practices",
        "Saved searches",
        "Adoptions",
        "Proposed changes",
        "Translations",
        "Notices",
        "What I follow",
        "My profile",
    ]
    assert headings(page, 3) == ["Γλώσσα στη γειτονιά"]
    assert '<a class="btn primary" href="/en/my/practices/new/">' in page


def test_a_returned_practice_waits_for_its_author(member: User, editor: User, stranger: User) -> None:
    make_returned(member, editor, summary="Πιο σύντομα")

    assert "Γλώσσα και υγεία στη γειτονιά The editors ask for changes." in words_of(enter(member).get(EN))
    assert "The editors ask for changes." not in words_of(enter(stranger).get(EN))


@pytest.mark.parametrize(
    ("address", "words"), [(EN, "1 practice waits for a check"), (EL, "1 πρακτική περιμένει έλεγχο")]
)
def test_editors_see_how_much_waits_for_a_check(address: str, words: str, member: User, editor: User) -> None:
    make_submitted(member)

    assert words in words_of(enter(editor).get(address))
    assert words not in words_of(enter(member).get(address))


@pytest.mark.parametrize(
    ("address", "words"), [(EN, "2 requests wait for an answer"), (EL, "2 αιτήσεις περιμένουν απάντηση")]
)
def test_administrators_see_how_many_wait_for_an_answer(
    address: str, words: str, administrator: User, editor: User
) -> None:
    for name, state in (("first", "pending"), ("second", "pending"), ("third", "refused"), ("fourth", "unverified")):
        make_request(make_user(name), state)

    assert words in words_of(enter(administrator).get(address))
    assert words not in words_of(enter(editor).get(address))


def test_staff_without_a_second_step_is_asked_to_set_it_up(editor: User, settings: Any) -> None:
    task = "Set up a second step for signing in"
    assert task not in words_of(enter(editor).get(EN))

    editor.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth's table

    assert task in words_of(enter(editor).get(EN))
    settings.DEMO = True
    assert task not in words_of(enter(editor).get(EN))


def test_the_superuser_has_a_space_too(superuser: User) -> None:
    assert "Superuser" in words_of(enter(superuser).get(EN))


# The request of somebody who is no member yet


@pytest.mark.parametrize(
    ("state", "knots", "words"),
    [
        ("unverified", ["done", "now", "next"], "Open the link in the mail that we sent you."),
        ("pending", ["done", "done", "now"], "You need do nothing."),
        ("refused", ["done", "done", "done"], "Γράψτε ποιος είναι ο φορέας σας."),
        ("approved", ["done", "done", "done"], "Your account holds no role now."),
    ],
)
def test_an_applicant_sees_where_the_request_stands(state: str, knots: list[str], words: str, applicant: User) -> None:
    make_request(applicant, state)

    response = enter(applicant).get(EN)

    assert [knot for knot, _title in knots_of(page_of(response))] == knots
    assert words in words_of(response)
    assert ("Ask again" in words_of(response)) == (state == "refused")


def test_the_state_is_told_in_greek(applicant: User) -> None:
    make_request(applicant, "pending")

    assert in_greek("The administrators answer, by mail") in words_of(enter(applicant).get(EL))


def test_a_member_does_not_read_about_the_request_any_more(member: User) -> None:
    make_request(member, "approved")

    assert "Your membership request" not in words_of(enter(member).get(EN))


def test_an_account_that_never_asked_is_offered_to(applicant: User) -> None:
    page = page_of(enter(applicant).get(EN))

    assert "You are not a member yet" in page
    assert 'href="/en/my/ask/"' in page


def test_no_cache_keeps_the_page(member: User) -> None:
    assert "no-store" in enter(member).get(EN)["Cache-Control"]


def test_the_number_of_queries_does_not_grow(administrator: User, member: User, editor: User) -> None:
    client = enter(administrator)
    make_request(make_user("first"))
    make_returned(member, editor, summary="Πιο σύντομα")
    assert count_queries(client, EN) == 20

    for name in ("second", "third"):
        make_request(make_user(name))
        make_returned(member, editor, summary="Πιο σύντομα")

    assert count_queries(client, EN) == 20
