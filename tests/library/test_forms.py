"""Pictures and documents through every door of the admin: one by one, many at once, from a chooser."""

import html
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import UploadedFile

from library.models import NetworkDocument, NetworkImage
from network_members.models import User
from tests.factories.files import SECRET, pdf, picture, telling_exif, upload, word

WORDS = {"title": "Παιδιά", "alt_el": "Παιδιά ζωγραφίζουν σε έναν τοίχο", "collection": "1", "tags": ""}
DESCRIBE = "Describe the picture in Greek, in English, or better in both."
FILE_NAME = "This is the name of a file. Say in words what the picture shows."


def photograph(name: str = "Φωτογραφία.jpg") -> SimpleUploadedFile:
    """Return a picture that tells where it was taken."""
    return upload(name, picture("jpg", exif=telling_exif(orientation=6)))


def text_of(response: Any) -> str:
    """Return a page as it reads."""
    return html.unescape(response.content.decode())


def is_clean(image: NetworkImage) -> bool:
    """Say whether an original and a size of it are upright and tell nothing."""
    files = [image.file, image.get_rendition("max-30x30").file]
    contents = [file.open("rb").read() for file in files]
    turned = [Image.open(BytesIO(content)).size for content in contents]
    return all(SECRET.encode() not in content for content in contents) and turned == [(40, 60), (20, 30)]


def test_an_editor_adds_a_picture(desk: Client) -> None:
    response = desk.post("/admin/images/add/", {**WORDS, "file": photograph()})

    image = NetworkImage.objects.get()
    assert response.status_code == 302
    assert (image.title, image.alt_in("en"), image.width, image.height) == ("Παιδιά", WORDS["alt_el"], 40, 60)
    assert image.file_size == image.file.size
    assert is_clean(image)


def test_a_picture_added_among_many_is_clean_before_its_words_are_there(desk: Client, editor: User) -> None:
    first = desk.post("/admin/images/multiple/add/", {"title": "Παιδιά", "collection": "1", "files[]": photograph()})
    kept = UploadedFile.objects.get()
    assert SECRET.encode() not in kept.file.read()

    number = first.json()["uploaded_file_id"]
    words = {f"uploaded-image-{number}-{name}": value for name, value in WORDS.items()}
    door = f"/admin/images/multiple/create_from_uploaded_image/{number}/"
    lacking = desk.post(door, {**words, f"uploaded-image-{number}-alt_el": "DSC_0042.JPG"})
    assert (lacking.json()["success"], FILE_NAME in html.unescape(lacking.json()["form"])) == (False, True)
    assert desk.post(door, words).json()["success"]

    image = NetworkImage.objects.get()
    assert (image.uploaded_by_user, is_clean(image)) == (editor, True)


def test_a_file_that_is_no_picture_is_refused_among_many(desk: Client) -> None:
    file = upload("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>")

    answer = desk.post("/admin/images/multiple/add/", {"title": "a", "collection": "1", "files[]": file})

    assert answer.json() == {
        "success": False,
        "error_message": "This file is no picture, or a damaged one. Choose another file.",
    }
    assert (UploadedFile.objects.count(), NetworkImage.objects.count()) == (0, 0)


def test_a_picture_from_the_chooser_is_clean(desk: Client) -> None:
    words = {f"image-chooser-upload-{name}": value for name, value in WORDS.items()}
    door = "/admin/images/chooser/create/"

    refused = desk.post(door, {**words, "image-chooser-upload-alt_el": "", "image-chooser-upload-file": photograph()})
    taken = desk.post(door, {**words, "image-chooser-upload-file": photograph()})

    assert (refused.json()["step"], DESCRIBE in html.unescape(refused.json()["htmlFragment"])) == (
        "reshow_creation_form",
        True,
    )
    assert taken.json()["step"] == "chosen"
    assert taken.json()["result"]["default_alt_text"] == WORDS["alt_el"]
    assert is_clean(NetworkImage.objects.get())


def test_a_new_file_takes_the_place_of_the_old_one(desk: Client, on_disk: Path) -> None:
    desk.post("/admin/images/add/", {**WORDS, "file": photograph()})
    image = NetworkImage.objects.get()
    old = Path(image.file.path)

    desk.post(f"/admin/images/{image.pk}/", {**WORDS, "alt_en": "Children paint a wall", "file": photograph("b.jpg")})

    image.refresh_from_db()
    assert (old.exists(), Path(image.file.path).exists(), image.alt_in("en")) == (False, True, "Children paint a wall")
    assert is_clean(image)


@pytest.mark.parametrize(
    ("alt_el", "alt_en", "message"),
    [
        ("", "", DESCRIBE),
        ("  \u200b ", "", DESCRIBE),
        ("IMG_2034.JPG", "", FILE_NAME),
        ("", "DSC00123", FILE_NAME),
        ("εικόνα 3", "", FILE_NAME),
        ("Στιγμιότυπο οθόνης 2024-03-01 12.30", "", FILE_NAME),
        ("20240301_123000", "", FILE_NAME),
        ("", "my holiday photo.png", FILE_NAME),
        ("φωτογραφία", "", FILE_NAME),
        ("logo-network", "", FILE_NAME),
    ],
)
def test_a_description_is_asked_for_in_words(alt_el: str, alt_en: str, message: str, desk: Client) -> None:
    words = {**WORDS, "credit": "Μ. Παπαδοπούλου", "alt_el": alt_el, "alt_en": alt_en}

    page = text_of(desk.post("/admin/images/add/", {**words, "file": photograph("logo-network.jpg")}))

    assert message in page
    assert 'value="Παιδιά"' in page
    assert 'value="Μ. Παπαδοπούλου"' in page
    assert NetworkImage.objects.count() == 0


@pytest.mark.parametrize(
    "text", ["Φωτογραφία από το εργαστήριο", "Image of 3 children", "Παιδιά", "10 people at a table"]
)
def test_words_are_no_file_name(text: str, desk: Client) -> None:
    desk.post("/admin/images/add/", {**WORDS, "alt_el": text, "file": photograph()})

    assert NetworkImage.objects.get().alt_el == text


def test_refusals_speak_the_language_of_the_editor(desk: Client, editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(language="el")
    refused = {**WORDS, "alt_el": "", "file": upload("a.svg", b"<svg/>")}

    page = text_of(desk.post("/admin/images/add/", refused))

    assert "Περιγράψτε την εικόνα στα ελληνικά, στα αγγλικά ή, καλύτερα, και στις δύο γλώσσες." in page
    assert "Αρχεία αυτού του είδους δεν γίνονται δεκτά." in page


def test_the_form_says_what_is_taken(desk: Client) -> None:
    pages = [text_of(desk.get(where)) for where in ("/admin/images/add/", "/admin/images/multiple/add/")]
    papers = [text_of(desk.get(where)) for where in ("/admin/documents/add/", "/admin/documents/multiple/add/")]

    assert ["Kinds: avif, gif, jpg, jpeg, png, webp. At most 10.0\xa0MB." in page for page in pages] == [True, True]
    assert ["Kinds: csv, docx, ods, odt, pdf, pptx, txt, xlsx. At most 10.0\xa0MB." in page for page in papers] == [
        True,
        True,
    ]


def test_an_editor_adds_a_document(desk: Client) -> None:
    words = {"title": "Έκθεση", "language": "el", "collection": "1", "tags": ""}

    response = desk.post("/admin/documents/add/", {**words, "file": upload("Έκθεση.PDF", pdf())})

    document = NetworkDocument.objects.get()
    assert response.status_code == 302
    assert (document.filename, document.file_size, document.language) == ("ekthesi.pdf", len(pdf()), "el")


@pytest.mark.parametrize("door", ["/admin/documents/add/", "/admin/documents/chooser/create/"])
def test_a_document_with_macros_is_refused_and_the_words_stay(door: str, desk: Client) -> None:
    prefix = "document-chooser-upload-" if "chooser" in door else ""
    words = {f"{prefix}title": "Έκθεση", f"{prefix}collection": "1", f"{prefix}tags": ""}
    file = upload("a.docx", word({"word/vbaProject.bin": b"\x00"}))

    response = desk.post(door, {**words, f"{prefix}file": file})

    page = response.json()["htmlFragment"] if "chooser" in door else response.content.decode()
    assert "The file holds macros. Save it without them." in html.unescape(page)
    assert 'value="Έκθεση"' in html.unescape(page)
    assert NetworkDocument.objects.count() == 0


def test_documents_added_among_many_are_looked_into(desk: Client) -> None:
    door, words = "/admin/documents/multiple/add/", {"title": "Έκθεση", "collection": "1"}

    refused = desk.post(door, {**words, "files[]": upload("a.pdf", pdf(b"/JavaScript"))})
    taken = desk.post(door, {**words, "files[]": upload("Ω" * 300 + ".pdf", pdf())})

    assert (refused.json()["success"], taken.json()["success"]) == (False, True)
    assert NetworkDocument.objects.get().filename.isascii()


def test_a_document_without_a_title_waits_under_a_name_that_every_disk_takes(desk: Client, on_disk: Path) -> None:
    answer = desk.post(
        "/admin/documents/multiple/add/",
        {"title": " ", "collection": "1", "files[]": upload("Ω" * 300 + ".pdf", pdf())},
    )

    number = answer.json()["uploaded_file_id"]
    assert Path(UploadedFile.objects.get().file.path).exists()
    words = {
        f"uploaded-document-{number}-{name}": value
        for name, value in {"title": "Έκθεση", "tags": "", "collection": "1"}.items()
    }
    assert desk.post(f"/admin/documents/multiple/create_from_uploaded_document/{number}/", words).json()["success"]
    assert Path(NetworkDocument.objects.get().file.path).exists()


def test_pictures_are_found_by_their_words_and_among_those_with_a_keyword(desk: Client) -> None:
    for title, tags in (("Πρώτη", "τοίχος"), ("Δεύτερη", "")):
        desk.post("/admin/images/add/", {**WORDS, "title": title, "tags": tags, "file": photograph()})
    asked = {"q": "ζωγραφ"}

    both, tagged = (
        text_of(desk.get("/admin/images/chooser/results/", asked | more)) for more in ({}, {"tag": "τοίχος"})
    )

    assert [title in both for title in ("Πρώτη", "Δεύτερη")] == [True, True]
    assert [title in tagged for title in ("Πρώτη", "Δεύτερη")] == [True, False]
