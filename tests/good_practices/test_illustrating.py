"""Pictures of a practice: taken with words and consent, seen by nobody else before they are published."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page

from good_practices import actions
from good_practices.differences import changes_in
from good_practices.models import GoodPracticePage
from good_practices.pictures import MAST
from library.models import NetworkImage
from network_members import limits
from network_members.models import User
from tests.factories.files import picture, upload
from tests.factories.snapshots import again, make_submitted, make_written
from tests.good_practices.steps import latest

WORDS = {"alt_el": "Δύο γυναίκες στην αγορά", "alt_en": "", "credit": "Άννα", "consent": "on"}


@pytest.fixture(autouse=True)
def stored(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path)


def enter(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(practice: GoodPracticePage, language: str = "el", name: str = "pictures", **more: int) -> str:
    with override(language):
        return reverse(f"my_practices:{name}", kwargs={"key": practice.translation_key, **more})


def hand_in(client: Client, practice: GoodPracticePage, language: str = "el", **changes: Any) -> Any:
    """Send a picture."""
    file = upload("img.png", picture(size=(900, 700)))
    return client.post(address(practice, language), {"file": file, **WORDS, **changes})


def alts(practice: GoodPracticePage) -> list[str]:
    return [row.image.alt_el for row in latest(practice).images.all()]


def text_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_a_picture_becomes_part_of_the_draft(member: User) -> None:
    practice = make_written(member)

    answer = hand_in(enter(member), practice)

    image = NetworkImage.objects.get()
    assert (answer.status_code, answer["Location"], alts(practice)) == (302, address(practice), [WORDS["alt_el"]])
    assert (image.uploaded_by_user, image.consent, image.licence, image.credit) == (member, True, "CC BY 4.0", "Άννα")


@pytest.mark.parametrize(
    ("language", "changes", "field", "message"),
    [
        ("el", {"alt_el": ""}, "alt_el", "Το πεδίο αυτό είναι απαραίτητο"),
        ("en", {"alt_el": ""}, "alt_el", "This field is required."),
        ("el", {"consent": ""}, "consent", "Χωρίς αυτό δεν μπορεί να γίνει δεκτή η εικόνα."),
        ("en", {"consent": ""}, "consent", "Without this, the picture cannot be taken."),
        (
            "en",
            {"alt_el": "IMG_2031.jpg"},
            "alt_el",
            "This is the name of a file. Say in words what the picture shows.",
        ),
        ("en", {"file": ""}, "file", "This field is required."),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_the_words_stay(
    language: str, changes: dict[str, str], field: str, message: str, member: User
) -> None:
    practice = make_written(member)

    answer = hand_in(enter(member), practice, language, **changes)

    page = text_of(answer)
    assert (answer.status_code, NetworkImage.objects.count()) == (422, 0)
    assert f'<a href="#id_{field}">' in page
    assert message in page
    assert 'value="Άννα"' in page


def test_the_description_in_the_authors_language_is_needed(member: User) -> None:
    practice = make_written(member, language="en")

    answers = [
        hand_in(enter(member), practice, alt_el="Δύο", alt_en=""),
        hand_in(enter(member), practice, alt_el="", alt_en="Two women"),
    ]

    assert [answer.status_code for answer in answers] == [422, 302]


@pytest.mark.parametrize(
    ("name", "content"),
    [("evil.svg", b"<svg/>"), ("page.html", b"<html>"), ("photo.png", b"no picture"), ("x.jpg", b"")],
)
def test_what_is_no_picture_is_not_taken(name: str, content: bytes, member: User) -> None:
    practice = make_written(member)

    answer = hand_in(enter(member), practice, file=upload(name, content))

    assert (answer.status_code, NetworkImage.objects.count(), alts(practice)) == (422, 0, [])


def test_nobody_else_sees_a_picture_before_it_is_published(
    member: User, colleague: User, stranger: User, editor: User
) -> None:
    practice = make_written(member)
    hand_in(enter(member), practice)
    page = text_of(enter(member).get(address(practice)))
    (where,) = re.findall(r'<img class="picture" src="(\S+)"', page)
    stored = latest(practice).images.all()[0].image.get_rendition(MAST).url

    seen = {
        name: (client.get(where).status_code, client.get(stored).status_code)
        for name, client in {
            "visitor": Client(),
            "stranger": enter(stranger),
            "member": enter(member),
            "colleague": enter(colleague),
            "editor": enter(editor),
        }.items()
    }

    assert seen == {
        "visitor": (302, 404),
        "stranger": (404, 404),
        "member": (200, 200),
        "colleague": (200, 404),
        "editor": (200, 200),
    }


def test_the_first_stands_for_the_practice_and_the_others_follow_its_text(member: User, editor: User) -> None:
    practice, client = make_written(member), enter(member)
    for alt in ("Πρώτη", "Δεύτερη", "Τρίτη"):
        hand_in(client, practice, alt_el=alt)
    third = latest(practice).images.all()[2].image_id
    client.post(address(practice, name="lift_picture", number=third))
    actions.submit(practice, member)
    actions.publish(again(practice), editor, revision=again(practice).latest_revision_id)

    page = text_of(Client().get(again(practice).url_in("el")))

    assert re.findall(r'alt="(Πρώτη|Δεύτερη|Τρίτη)"', page) == ["Πρώτη", "Τρίτη", "Δεύτερη"]
    assert Client().get(re.findall(r'src="(/media/\S+?)"', page)[-1]).status_code == 200


def test_the_first_picture_stays_first(member: User) -> None:
    practice, client = make_written(member), enter(member)
    for alt in ("Πρώτη", "Δεύτερη"):
        hand_in(client, practice, alt_el=alt)
    first = latest(practice).images.all()[0].image_id

    client.post(address(practice, name="lift_picture", number=first))

    assert alts(practice) == ["Πρώτη", "Δεύτερη"]


def test_a_preview_shows_all_pictures(member: User) -> None:
    practice, client = make_written(member), enter(member)
    for alt in ("Πρώτη", "Δεύτερη"):
        hand_in(client, practice, alt_el=alt)

    page = text_of(client.get(address(practice, name="preview")))

    assert re.findall(r'alt="(Πρώτη|Δεύτερη)"', page) == ["Πρώτη", "Δεύτερη"]


def test_a_picture_taken_out_is_deleted_unless_something_published_shows_it(member: User, editor: User) -> None:
    practice, client = make_written(member), enter(member)
    for alt in ("Μένει", "Φεύγει"):
        hand_in(client, practice, alt_el=alt)
    stays, goes = (row.image_id for row in latest(practice).images.all())
    client.post(address(practice, name="remove_picture", number=goes))
    actions.submit(practice, member)
    actions.publish(again(practice), editor, revision=again(practice).latest_revision_id)

    client.post(address(practice, name="remove_picture", number=stays))

    assert (alts(practice), list(NetworkImage.objects.values_list("pk", flat=True))) == ([], [stays])


def test_six_pictures_are_enough(member: User) -> None:
    practice, client = make_written(member), enter(member)
    answers = [hand_in(client, practice, alt_el=f"Εικόνα της ημέρας {n}").status_code for n in range(7)]

    assert (answers, len(alts(practice))) == ([302] * 6 + [409], 6)


@pytest.mark.parametrize(
    ("language", "message"),
    [("el", "Καταθέσατε πολλά αρχεία σήμερα. Συνεχίστε αύριο."), ("en", "You have handed in many files today.")],
)
def test_a_day_has_a_limit_of_pictures(
    language: str, message: str, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "upload", "1/d/user")
    practice, client = make_written(member), enter(member)

    answers = [hand_in(client, practice, language) for _try in range(2)]

    assert ([answer.status_code for answer in answers], message in text_of(answers[1])) == ([302, 429], True)
    assert len(alts(practice)) == 1


def test_while_the_editors_check_nothing_changes(member: User) -> None:
    practice, client = make_submitted(member), enter(member)

    answers = [client.get(address(practice)), hand_in(client, practice)]

    assert ([answer.status_code for answer in answers], alts(practice)) == ([302, 302], [])


def test_others_change_nothing(member: User, stranger: User) -> None:
    practice = make_written(member)
    hand_in(enter(member), practice)
    number = NetworkImage.objects.get().pk
    client = enter(stranger)

    answers = [
        hand_in(client, practice),
        client.post(address(practice, name="remove_picture", number=number)),
        client.post(address(practice, name="lift_picture", number=number)),
    ]

    assert ([answer.status_code for answer in answers], alts(practice)) == ([404] * 3, [WORDS["alt_el"]])


def test_a_picture_of_another_practice_cannot_be_taken_out(member: User, stranger: User) -> None:
    mine, theirs = make_written(member), make_written(stranger)
    hand_in(enter(stranger), theirs)
    number = NetworkImage.objects.get().pk

    enter(member).post(address(mine, name="remove_picture", number=number))

    assert (alts(theirs), Page.objects.filter(pk=theirs.pk).exists()) == ([WORDS["alt_el"]], True)


def test_another_picture_with_the_same_words_is_told_as_a_change(member: User, editor: User) -> None:
    practice, client = make_written(member), enter(member)
    hand_in(client, practice, alt_el="Ίδια λόγια")
    actions.submit(practice, member)
    actions.publish(again(practice), editor, revision=again(practice).latest_revision_id)
    old = latest(practice).images.all()[0].image_id
    client.post(address(practice, name="remove_picture", number=old))
    hand_in(client, practice, alt_el="Ίδια λόγια")
    actions.submit(again(practice), member)

    changes = changes_in(again(practice), again(practice).latest_revision) or []

    said = [(str(change.label), [piece.text for piece in change.pieces]) for change in changes]
    assert said == [("Εικόνες", ["Άλλες εικόνες, ή με άλλη σειρά, με τα ίδια λόγια."])]
