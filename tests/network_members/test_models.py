"""What people, organisations and requests know of themselves."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from network_members.models import MembershipRequest, Organisation, User
from tests.factories.people import make_organisation, make_request, make_user

ACCENT = "\u0301"


@pytest.mark.parametrize(
    ("names", "language", "found"),
    [
        ({"name_el": "Δήμος", "name_en": "City"}, "el", ("Δήμος", "el")),
        ({"name_el": "Δήμος", "name_en": "City"}, "en", ("City", "en")),
        ({"name_el": "Δήμος", "name_en": ""}, "en", ("Δήμος", "el")),
        ({"name_el": "", "name_en": "City"}, "el", ("City", "en")),
    ],
)
def test_a_name_that_lacks_is_taken_from_the_other_language(
    names: dict[str, str], language: str, found: tuple[str, str]
) -> None:
    organisation = Organisation(**names)

    assert (organisation.name_in(language), organisation.name_language(language)) == found
    assert str(organisation) == (names["name_el"] or names["name_en"])


def test_a_person_is_called_by_name(member: User) -> None:
    assert [str(member), member.get_short_name(), str(make_request(member))] == ["Member Test", "Member", "Member Test"]


def test_one_address_in_any_spelling_is_one_account(db: None) -> None:
    person = make_user("maria")
    person.email = " MARIA@Nima.example "

    person.clean()

    assert person.email == "maria@nima.example"
    assert User.objects.get_by_natural_key(" Maria@NIMA.example") == person


def test_names_are_stored_in_one_form(db: None) -> None:
    person = User(email="a@nima.example", first_name="Αννα\u200b  Μαρια", last_name=f"Παπα{ACCENT}")

    person.clean()

    assert (person.first_name, person.last_name) == ("Αννα Μαρια", "Παπά")


def test_a_control_character_in_a_name_is_refused(db: None) -> None:
    with pytest.raises(ValidationError) as refused:
        User(first_name="Μαρία\x07", last_name="Παππά").clean()

    assert refused.value.code == "refused_characters"


def test_django_makes_a_superuser_from_the_command_line(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "a-long-password")

    call_command(
        "createsuperuser", "--noinput", email="Root@nima.example", first_name="Άννα", last_name="Νέα", verbosity=0
    )

    person = User.objects.get()
    assert (person.email, person.is_superuser, person.is_staff, person.is_approved) == (
        "root@nima.example",
        True,
        True,
        True,
    )


def test_members_are_listed_once_whatever_they_are(facilitator: User, applicant: User, superuser: User) -> None:
    assert list(User.objects.members()) == [facilitator]


def test_only_administrators_are_told_of_requests(administrator: User, superuser: User, editor: User) -> None:
    make_user("gone", "administrator", is_active=False)

    assert list(User.objects.deciding()) == [administrator]


def test_what_waits_comes_oldest_first(db: None) -> None:
    first, second = (make_request(make_user(name)) for name in ("first", "second"))
    make_request(make_user("third"), "refused")
    MembershipRequest.objects.filter(pk=second.pk).update(requested_at="2026-01-01T00:00Z")

    assert list(MembershipRequest.objects.waiting()) == [second, first]


def test_an_organisation_that_goes_leaves_its_people(council: Organisation, member: User) -> None:
    body = make_organisation("going")
    User.objects.filter(pk=member.pk).update(organisation=body)

    body.delete()

    member.refresh_from_db()
    assert member.organisation is None
