"""Reading and answering requests to become a member: administrators only, each request once."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from mail.models import Message
from network_members import actions
from network_members.models import MembershipRequest, Organisation, User
from tests.factories.people import make_request, make_user
from tests.factories.words import make_theme
from tests.network_members.entrance import sign_in
from tests.network_members.rooms import enter, in_greek, page_of, words_of
from tests.reading import count_queries

LIST = "/en/my/requests/"
CANARY = "ΚΑΝΑΡΙΝΙ-90b2"
OTHERS = ("applicant", "member", "facilitator", "moderator", "translator", "editor")
APPROVE = {"answer": "approve"}
REFUSE = {"answer": "refuse", "refuse-reason": "Γράψτε ποιος είναι ο φορέας σας."}


def address(request: MembershipRequest, language: str = "en") -> str:
    """Return where a request is read and answered."""
    return f"/{language}/my/requests/{request.pk}/"


@pytest.fixture
def asked(administrator: User) -> MembershipRequest:
    """A request that waits."""
    return make_request(make_user("newcomer", first_name="Σαμίρα"), organisation_name="Casa das Vozes")


def people_of(page: str) -> list[str]:
    """Return the applicants of a list, in order."""
    return re.findall(r'<h2 class="size-1"><a .*?>(.*?)</a>', page)


# The list


def test_what_waits_stands_first_the_oldest_on_top(administrator: User, time_machine: TimeMachineFixture) -> None:
    for day, (name, state) in enumerate(
        [("Refused", "refused"), ("Old", "pending"), ("Unverified", "unverified"), ("New", "pending")]
    ):
        time_machine.move_to(datetime(2026, 5, 1 + day, 9, tzinfo=UTC))
        make_request(make_user(name.lower(), first_name=name), state)
    time_machine.move_to(datetime(2026, 5, 5, 9, tzinfo=UTC))
    make_request(make_user("approved"), "approved")

    response = enter(administrator).get(LIST)

    assert people_of(page_of(response)) == ["Old Test", "New Test", "Approved Test", "Refused Test", "Unverified Test"]
    assert "2 wait for an answer" in words_of(response)
    assert "waiting for 3 days" in words_of(response)
    assert "waiting for 1 day " in words_of(response)


def test_a_request_of_today_says_so(asked: MembershipRequest, administrator: User) -> None:
    assert "waiting since today" in words_of(enter(administrator).get(LIST))
    assert in_greek("waiting since today") in words_of(enter(administrator).get("/el/my/requests/"))


def test_the_list_names_the_organisation_in_the_language_of_the_page(
    administrator: User, applicant: User, council: Organisation
) -> None:
    make_request(applicant, organisation=council)

    assert "Patras Migrant Integration Council Greece" in words_of(enter(administrator).get(LIST))
    assert "ΣΕΜ Δήμου Πατρέων Ελλάδα" in words_of(enter(administrator).get("/el/my/requests/"))


def test_an_empty_list_says_what_will_stand_there(administrator: User) -> None:
    assert "No request yet" in words_of(enter(administrator).get(LIST))


def test_the_list_comes_in_pages(administrator: User) -> None:
    for number in range(21):
        make_request(make_user(f"person-{number}"))
    client = enter(administrator)

    found = [len(people_of(page_of(client.get(f"{LIST}?page={page}")))) for page in ("1", "2", "x", "99", "-1")]

    assert found == [20, 1, 20, 1, 1]
    assert 'href="?page=2" rel="next"' in page_of(client.get(LIST))


def test_the_list_takes_the_same_queries_for_one_and_three(asked: MembershipRequest, administrator: User) -> None:
    client = enter(administrator)
    assert count_queries(client, LIST) == 11

    for name in ("second", "third"):
        make_request(make_user(name), "refused", decided_by=administrator)

    assert count_queries(client, LIST) == 11


# One request


def test_everything_that_was_told_stands_on_one_page(asked: MembershipRequest, administrator: User) -> None:
    asked.themes.add(make_theme())
    MembershipRequest.objects.update(motivation="Θέλω να μάθω", reason="Λείπει ο φορέας")

    words = words_of(enter(administrator).get(address(asked)))

    for told in ("Σαμίρα Test", "Casa das Vozes (not in the directory)", "Greece", "Social inclusion", "Θέλω να μάθω"):
        assert told in words
    assert "Refused once before, because Λείπει ο φορέας" in words


def test_no_address_is_shown(asked: MembershipRequest, administrator: User) -> None:
    for where in (LIST, address(asked)):
        assert "@nima.example" not in page_of(enter(administrator).get(where))


def test_approving_into_the_directory(asked: MembershipRequest, administrator: User, council: Organisation) -> None:
    response = enter(administrator).post(address(asked), {**APPROVE, "approve-organisation": council.code}, follow=True)

    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == ("approved", administrator)
    assert asked.applicant.organisation == council
    assert Message.objects.get().kind == "approved"
    assert "Answered. The applicant is told by mail." in words_of(response)


def test_approving_with_a_new_organisation(
    asked: MembershipRequest, administrator: User, council: Organisation
) -> None:
    page = page_of(enter(administrator).get(address(asked)))
    assert 'value="Casa das Vozes"' in page
    new = {"approve-name": "Casa das Vozes", "approve-kind": "ngo", "approve-place": council.place.code}

    enter(administrator).post(address(asked), {**APPROVE, **new})

    assert User.objects.get(pk=asked.applicant_id).organisation == Organisation.objects.get(name_en="Casa das Vozes")


def test_refusing_with_a_reason(asked: MembershipRequest, administrator: User) -> None:
    assert enter(administrator).post(address(asked), REFUSE)["Location"] == LIST

    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", REFUSE["refuse-reason"])
    assert REFUSE["refuse-reason"] in Message.objects.get().text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({**APPROVE}, "Choose an organisation above, or fill this in for a new one."),
        ({**APPROVE, "approve-name": "σεμ δημου πατρεων", "approve-kind": "ngo"}, "fill this in for a new one."),
        ({**APPROVE, "approve-name": "ΣΕΜ Δήμου Πατρέων"}, "The directory has this organisation already."),
        ({**APPROVE, "approve-organisation": "nowhere"}, "Select a valid choice."),
        ({**APPROVE, "approve-name": "α" * 161}, "at most 160 characters"),
        ({**APPROVE, "approve-name": "Νima"}, "mixes letters"),
        ({"answer": "refuse"}, "This field is required."),
        ({"answer": "refuse", "refuse-reason": "α" * 1001}, "at most 1000 characters"),
        ({"answer": "refuse", "refuse-reason": "\x07"}, "cannot be stored"),
        ({}, "Choose an organisation above, or fill this in for a new one."),
    ],
)
def test_bad_answers_are_refused_and_kept(
    sent: dict[str, Any], message: str, asked: MembershipRequest, administrator: User, council: Organisation
) -> None:
    response = enter(administrator).post(address(asked), sent)

    assert message in words_of(response, 422)
    for typed in sent.values():
        assert typed.replace("\x07", "") in page_of(response, 422)
    asked.refresh_from_db()
    assert (asked.state, Message.objects.count()) == ("pending", 0)


def test_of_two_deciders_the_second_sees_that_it_was_answered(
    asked: MembershipRequest, administrator: User, council: Organisation
) -> None:
    colleague = make_user("second-administrator", "administrator")
    client = enter(colleague)
    page_of(client.get(address(asked)))
    actions.approve(asked, by=administrator, organisation=council)

    response = client.post(address(asked), REFUSE)

    assert "Nothing was changed: this request does not wait for an answer any more." in page_of(response, 409)
    assert REFUSE["refuse-reason"] in words_of(response, 409)
    assert "approved" in words_of(response, 409)
    assert "<button" not in page_of(response, 409).partition("<main")[2].partition("</main>")[0]
    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.decided_by) == ("approved", "", administrator)
    assert Message.objects.count() == 1


def test_a_request_with_an_unverified_address_cannot_be_answered(administrator: User) -> None:
    asked = make_request(make_user("newcomer"), "unverified")
    client = enter(administrator)

    assert "<form" not in page_of(client.get(address(asked))).partition("<main")[2].partition("</main>")[0]
    page_of(client.post(address(asked), REFUSE), 409)
    asked.refresh_from_db()
    assert asked.state == "unverified"


def test_nobody_answers_their_own_request(administrator: User) -> None:
    own = make_request(administrator)
    client = enter(administrator)

    assert "Approve the request" not in words_of(client.get(address(own)))
    assert client.post(address(own), REFUSE).status_code == 403
    own.refresh_from_db()
    assert own.state == "pending"


@pytest.mark.parametrize("name", OTHERS)
def test_others_are_refused_whether_a_request_exists_or_not(
    name: str, asked: MembershipRequest, request: pytest.FixtureRequest
) -> None:
    MembershipRequest.objects.update(motivation=CANARY)
    client = enter(request.getfixturevalue(name))

    answers = [
        client.get(LIST),
        client.get(address(asked)),
        client.post(address(asked), REFUSE),
        client.get("/en/my/requests/999999/"),
    ]

    assert [one.status_code for one in answers] == [403] * 4
    assert [one for one in answers if CANARY in one.content.decode()] == []
    asked.refresh_from_db()
    assert (asked.state, Message.objects.count()) == ("pending", 0)


def test_a_request_that_is_not_there_is_404(administrator: User) -> None:
    assert enter(administrator).get("/en/my/requests/999999/").status_code == 404


def test_visitors_are_led_to_the_login(asked: MembershipRequest, visitor: Client) -> None:
    for where in (LIST, address(asked)):
        assert visitor.get(where)["Location"] == f"/en/account/login/?next={where}"
    assert visitor.post(address(asked), REFUSE)["Location"] == f"/en/account/login/?next={address(asked)}"
    asked.refresh_from_db()
    assert asked.state == "pending"


def test_a_reason_typed_signed_out_is_back_after_signing_in(
    asked: MembershipRequest, administrator: User, settings: Any
) -> None:
    settings.DEMO = True
    administrator.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth's table
    client = Client()
    client.post(address(asked), REFUSE)
    sign_in(client, administrator)

    assert REFUSE["refuse-reason"] in words_of(client.get(address(asked)))
    assert REFUSE["refuse-reason"] not in words_of(client.get(address(asked)))


def test_staff_without_a_second_step_sets_it_up_first(asked: MembershipRequest, administrator: User) -> None:
    administrator.authenticator_set.all().delete()  # type: ignore[attr-defined]  # allauth's table

    for response in (enter(administrator).get(LIST), enter(administrator).post(address(asked), REFUSE)):
        assert response["Location"].startswith("/en/account/2fa/totp/activate")

    asked.refresh_from_db()
    assert asked.state == "pending"


def test_the_mail_leads_to_the_list_in_the_administrators_language(asked: MembershipRequest) -> None:
    make_user("english", "administrator", language="en")
    MembershipRequest.objects.update(state="unverified", requested_at=timezone.now() - timedelta(days=1))

    actions.address_verified(asked.applicant)

    links = {message.language: re.findall(r"http\S+", message.text)[0] for message in Message.objects.all()}
    assert {language: link.partition("8000")[2] for language, link in links.items()} == {
        "el": "/el/my/requests/",
        "en": "/en/my/requests/",
    }
