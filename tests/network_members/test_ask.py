"""Asking to become a member from an account, after a refusal or for the first time."""

from typing import Any

import pytest
from django.test import Client

from mail.models import Message
from network_members.models import MembershipRequest, Organisation, User
from tests.factories.people import make_request
from tests.factories.words import make_theme
from tests.network_members.rooms import enter, in_greek, page_of, words_of

EN, EL = "/en/my/ask/", "/el/my/ask/"
GOOD = {"country": "gr", "organisation_name": "Σύλλογος Γειτονιάς", "motivation": "Θέλω να μάθω"}


@pytest.fixture
def refused(applicant: User, council: Organisation) -> MembershipRequest:
    """A request that was refused."""
    return make_request(applicant, "refused", organisation=council, motivation="Πρώτη φορά")


def test_the_form_starts_from_what_was_asked_before(refused: MembershipRequest, applicant: User) -> None:
    theme = make_theme()
    refused.themes.add(theme)

    page = page_of(enter(applicant).get(EN))

    assert '<option value="patras-council" selected>' in page
    assert '<option value="gr" selected>' in page
    assert "Πρώτη φορά" in page
    assert refused.reason in page
    assert page.count(" checked") == 1
    assert 'name="first_name"' not in page


def test_asking_again_brings_the_request_back_to_the_administrators(
    refused: MembershipRequest, applicant: User, administrator: User
) -> None:
    response = enter(applicant).post(EN, GOOD, follow=True)

    asked = MembershipRequest.objects.get()
    assert (asked.pk, asked.state, asked.organisation_name) == (refused.pk, "pending", "Σύλλογος Γειτονιάς")
    assert Message.objects.get().recipient == administrator.email
    assert "Your request is with the administrators." in words_of(response)


def test_an_account_without_a_request_asks_for_the_first_time(applicant: User, council: Organisation) -> None:
    enter(applicant).post(EL, {"country": "gr", "organisation": council.code})

    asked = MembershipRequest.objects.get()
    assert (asked.applicant, asked.organisation, asked.state) == (applicant, council, "pending")


@pytest.mark.parametrize("state", ["unverified", "pending", "approved"])
def test_an_open_request_is_not_asked_over(state: str, applicant: User, administrator: User) -> None:
    make_request(applicant, state)

    for response in (enter(applicant).get(EN), enter(applicant).post(EN, GOOD)):
        assert response["Location"] == "/en/my/"

    assert MembershipRequest.objects.get().motivation == "Θέλω να μάθω"
    assert not Message.objects.exists()


def test_members_are_led_home(member: User) -> None:
    assert enter(member).post(EN, GOOD)["Location"] == "/en/my/"
    assert not MembershipRequest.objects.exists()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"country": ""}, "This field is required."),
        ({"organisation_name": ""}, "Choose your organisation, or type its name below."),
        ({"organisation": "patras-council"}, "Choose an organisation or type a name, not both."),
    ],
)
def test_what_lacks_is_named_and_the_text_stays(
    changed: dict[str, Any], message: str, refused: MembershipRequest, applicant: User
) -> None:
    client = enter(applicant)

    for address, words in ((EN, message), (EL, in_greek(message))):
        response = client.post(address, {**GOOD, "motivation": "Γραμμένο ήδη", **changed})
        assert words in words_of(response, 422)
        assert "Γραμμένο ήδη" in page_of(response, 422)

    refused.refresh_from_db()
    assert refused.state == "refused"


@pytest.mark.parametrize(
    "changed",
    [
        {"country": "atlantis"},
        {"organisation": "nowhere", "organisation_name": ""},
        {"themes": "nothing"},
        {"motivation": "α" * 1001},
        {"motivation": "α\x07"},
        {"organisation_name": "α" * 161},
        {"organisation_name": "Νima"},
    ],
)
def test_odd_values_are_refused(changed: dict[str, Any], refused: MembershipRequest, applicant: User) -> None:
    page_of(enter(applicant).post(EN, {**GOOD, **changed}), 422)


def test_an_unlisted_organisation_is_not_offered(refused: MembershipRequest, applicant: User) -> None:
    Organisation.objects.update(listed=False, name_en="ΚΑΝΑΡΙΝΙ-51c0")

    assert "ΚΑΝΑΡΙΝΙ-51c0" not in page_of(enter(applicant).get(EN))


def test_visitors_are_led_to_the_login(visitor: Client) -> None:
    assert visitor.get(EN)["Location"] == f"/en/account/login/?next={EN}"


@pytest.mark.parametrize("where", ["/en/my/profile/", "/en/my/ask/", "/en/my/requests/1/", "/en/people/roles/"])
def test_a_nul_is_refused_before_anything_reads_it(where: str, administrator: User) -> None:
    client = enter(administrator)

    assert client.post(where, {"first_name": "\x00"}).status_code == 400
    assert client.get(f"{where}?q=%00&page=%00").status_code == 400
