"""Changing one's own profile: what may stand there, what is refused, and two windows at once."""

import re
from typing import Any

import pytest
from django.test import Client

from network_members.models import User
from network_members.profiles import Part
from tests.network_members.entrance import sign_in
from tests.network_members.rooms import enter, in_greek, page_of, value_of, words_of

EN, EL = "/en/my/profile/", "/el/my/profile/"
GOOD = {
    "first_name": "Μαρία",
    "last_name": "Παππά",
    "position": "Γραμματέας",
    "language": "el",
    "bio_el": "Κοινωνική λειτουργός.",
    "bio_en": "A social worker.",
    **{f"{part}_shown_to": "members" for part in Part},
}
LONG = {"first_name": 80, "last_name": 80, "position": 120, "bio_el": 800, "bio_en": 800}


def stored(person: User) -> dict[str, Any]:
    """Return the profile as the database holds it."""
    return dict(User.objects.filter(pk=person.pk).values(*GOOD)[0])


def test_a_profile_is_shown_and_saved(member: User) -> None:
    client = enter(member)
    assert value_of(page_of(client.get(EN)), "first_name") == "Member"

    response = client.post(EN, GOOD, follow=True)

    assert stored(member) == GOOD
    assert "Το προφίλ σας αποθηκεύτηκε." in words_of(response) or "Your profile is saved." in words_of(response)


def test_the_new_language_is_spoken_at_once(member: User) -> None:
    assert enter(member).post(EL, {**GOOD, "language": "en"})["Location"] == "/en/my/"


def test_what_else_is_sent_changes_nothing(member: User, editor: User) -> None:
    extra = {"email": "else@nima.example", "is_superuser": "on", "groups": "1", "organisation": "", "public_id": "1"}

    enter(member).post(EN, {**GOOD, **extra})

    changed = User.objects.get(pk=member.pk)
    assert (changed.email, changed.is_superuser, changed.organisation, set(changed.role_codes), changed.public_id) == (
        member.email,
        False,
        member.organisation,
        {"member"},
        member.public_id,
    )


@pytest.mark.parametrize("name", LONG)
def test_too_much_is_refused_and_kept_on_the_page(name: str, member: User) -> None:
    before, typed = stored(member), "α" * (LONG[name] + 1)

    page = page_of(enter(member).post(EN, {**GOOD, name: typed}), 422)

    assert typed in page
    assert stored(member) == before


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("first_name", "", "This field is required."),
        ("first_name", "Νikos", "The word “%(word)s” mixes letters of different alphabets. Type it in one alphabet."),
        ("last_name", "Administrator", "This is the name of a role. Type your own name."),
        ("language", "fr", "Select a valid choice. %(value)s is not one of the available choices."),
        (
            "bio_el",
            "α\x07β",
            "This text holds a character that cannot be stored. Type it anew or paste it as plain text.",
        ),
    ],
)
def test_bad_input_is_named_in_the_language_of_the_page(field: str, value: str, message: str, member: User) -> None:
    client, before = enter(member), stored(member)

    for address, words in ((EN, message), (EL, in_greek(message))):
        response = client.post(address, {**GOOD, field: value})
        assert words % {"word": value, "value": value} in words_of(response, 422)
        tag = re.search(rf'<[^>]*name="{field}"[^>]*>', response.content.decode())
        assert tag
        assert 'aria-invalid="true"' in tag[0]

    assert stored(member) == before


def test_a_refused_form_shows_the_own_name_in_the_header_as_it_is_stored(member: User) -> None:
    page = page_of(enter(member).post(EN, {**GOOD, "language": "fr"}), 422)

    assert "Μαρία" in page
    assert User.objects.get(pk=member.pk).first_name == "Member"


def test_nothing_sent_at_all_is_refused(member: User) -> None:
    page_of(enter(member).post(EN, {}), 422)


def test_two_windows_get_a_notice_and_lose_nothing(member: User) -> None:
    client = enter(member)
    version = value_of(page_of(client.get(EN)), "version")
    client.post(EN, {**GOOD, "position": "Πρώτο παράθυρο", "version": version})

    late = client.post(EN, {**GOOD, "position": "Δεύτερο παράθυρο", "version": version})

    page = page_of(late, 409)
    assert "this was changed in another window" in page
    assert value_of(page, "position") == "Δεύτερο παράθυρο"
    assert "<dt>Position</dt><dd>Πρώτο παράθυρο</dd>" in page
    assert stored(member)["position"] == "Πρώτο παράθυρο"

    client.post(EN, {**GOOD, "position": "Δεύτερο παράθυρο", "version": value_of(page, "version")})

    assert stored(member)["position"] == "Δεύτερο παράθυρο"


def test_what_was_typed_signed_out_is_back_after_signing_in(member: User) -> None:
    client = Client()
    client.post(EN, {**GOOD, "position": "Γραμμένο πριν"})
    sign_in(client, member)

    assert [value_of(page_of(client.get(EN)), "position") for _time in range(2)] == ["Γραμμένο πριν", ""]


def test_a_page_is_not_shown_what_was_typed_elsewhere(applicant: User) -> None:
    client = Client()
    client.post("/en/my/ask/", {"motivation": "Αλλού"})
    sign_in(client, applicant)

    assert "Αλλού" not in page_of(client.get(EN))
    assert "Αλλού" in page_of(client.get("/en/my/ask/"))


def test_a_flood_of_text_is_not_kept(member: User) -> None:
    client = Client()

    client.post(EN, {"bio_el": "α" * 20_001})

    assert "kept_form" not in client.session


def test_visitors_are_led_to_the_login(visitor: Client) -> None:
    assert visitor.get(EN)["Location"] == f"/en/account/login/?next={EN}"
