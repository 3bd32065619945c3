"""Photos of people: what is taken and stored, and who gets to see it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from network_members.models import User
from tests.factories.people import give_photo
from tests.network_members.rooms import enter, in_greek, words_of
from tests.network_members.test_profile import EL, EN, GOOD


@pytest.fixture(autouse=True)
def on_disk(settings: Any, tmp_path: Any) -> None:
    """Store files as a real site does."""
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}}
    settings.MEDIA_ROOT = str(tmp_path)


def picture(width: int = 400, height: int = 300, kind: str = "JPEG") -> bytes:
    """Return a picture that says where it was taken."""
    target, told = BytesIO(), Image.Exif()
    told[0x010E] = "ΚΑΝΑΡΙΝΙ"
    Image.new("RGB", (width, height), "teal").save(target, kind, exif=told)
    return target.getvalue()


def upload(content: bytes, name: str = "me.jpg") -> SimpleUploadedFile:
    """Return a file as a form sends it."""
    return SimpleUploadedFile(name, content)


def files(tmp_path: Any) -> list[Any]:
    """Return the photos that are stored."""
    return sorted(tmp_path.glob("photos/*"))


def get(client: Client, where: str) -> Any:
    """Ask for a photo, and read it to its end."""
    answer: Any = client.get(where)
    b"".join(answer)
    return answer


def address(person: User) -> str:
    """Return where somebody's photo is."""
    return reverse("people:photo", args=[User.objects.get(pk=person.pk).photo_name])


def test_a_photo_is_stored_as_a_square_without_what_the_camera_said(member: User, tmp_path: Any) -> None:
    enter(member).post(EN, {**GOOD, "photo": upload(picture()), "photo_alt": "Εγώ στο λιμάνι"})

    (stored,) = files(tmp_path)
    with Image.open(stored) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("WEBP", (320, 320), {})
    assert b"me.jpg" not in stored.name.encode()
    assert User.objects.get(pk=member.pk).photo_alt == "Εγώ στο λιμάνι"


def test_another_photo_and_none_leave_no_file_behind(
    member: User, tmp_path: Any, django_capture_on_commit_callbacks: Any
) -> None:
    client = enter(member)
    client.post(EN, {**GOOD, "photo": upload(picture())})
    former = files(tmp_path)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(EN, {**GOOD, "photo": upload(picture(500, 500))})
    assert (len(files(tmp_path)), files(tmp_path) == former) == (1, False)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(EN, {**GOOD, "without_photo": "on"})

    assert files(tmp_path) == []
    assert not User.objects.get(pk=member.pk).photo


def test_saving_the_rest_keeps_the_photo(member: User, tmp_path: Any) -> None:
    name = give_photo(member)

    enter(member).post(EN, GOOD)

    assert User.objects.get(pk=member.pk).photo_name == name
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"<svg/>", "me.svg", "Files of this kind are not taken."),
        (b"<html></html>", "me.jpg", "This file is no picture, or a damaged one. Choose another file."),
        (picture(100, 90), "me.jpg", "The photo is too small."),
    ],
)
def test_what_is_no_photo_is_refused_in_the_language_of_the_page(
    content: bytes, name: str, message: str, member: User, tmp_path: Any
) -> None:
    client = enter(member)

    english = words_of(client.post(EN, {**GOOD, "position": "Γραμμένη", "photo": upload(content, name)}), 422)
    greek = client.post(EL, {**GOOD, "position": "Γραμμένη", "photo": upload(content, name)})

    assert message in english
    assert 'value="Γραμμένη"' in greek.content.decode()
    assert message not in words_of(greek, 422)
    assert (files(tmp_path), bool(User.objects.get(pk=member.pk).photo)) == ([], False)


def test_members_see_a_photo_that_members_may_see(member: User, stranger: User, visitor: Client) -> None:
    give_photo(member)
    answer = get(enter(stranger), address(member))

    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert (answer["Cache-Control"], answer["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
    assert get(visitor, address(member)).status_code == 404


@pytest.mark.parametrize(
    ("name_for", "photo_for", "status"),
    [("public", "public", 200), ("public", "members", 404), ("members", "public", 404), ("nobody", "public", 404)],
)
def test_a_photo_is_public_together_with_the_name_only(
    name_for: str, photo_for: str, status: int, member: User, visitor: Client
) -> None:
    give_photo(member, name_shown_to=name_for, photo_shown_to=photo_for)

    answer = get(visitor, address(member))

    assert answer.status_code == status
    assert status == 404 or "public" in answer["Cache-Control"]


def test_a_photo_that_nobody_sees_its_owner_sees(member: User, colleague: User, superuser: User) -> None:
    give_photo(member, photo_shown_to="nobody")

    codes = [get(enter(one), address(member)).status_code for one in (member, colleague, superuser)]

    assert codes == [200, 404, 404]


def test_a_name_that_nobody_has_and_a_lost_file_are_not_there(member: User, tmp_path: Any) -> None:
    give_photo(member)
    where = address(member)
    files(tmp_path)[0].unlink()
    client = enter(member)

    assert [get(client, one).status_code for one in (where, "/en/people/photos/x.webp")] == [404, 404]
    assert in_greek("Photo") == "Φωτογραφία"
