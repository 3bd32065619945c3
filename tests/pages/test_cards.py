"""What other services show beside a link: a picture, a title and a description, in the language of the text."""

import re
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, PageViewRestriction

from blocks import drawing
from library.models import NetworkImage
from pages import cards
from tests.factories.practices import make_practice
from tests.factories.texts import home, make_news, make_text, make_twin
from tests.reading import read

BOTH = pytest.mark.parametrize("language", ["el", "en"])


def properties(page: str) -> dict[str, str]:
    """Return the card of a page."""
    return dict(re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)"', page))


def picture_path(client: Client, path: str) -> str:
    """Return where the picture of a page is."""
    return properties(read(client, path))["image"].removeprefix("http://testserver")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/el/selida/", ("Νήμα", "Σελίδα", "Λίγα λόγια", "http://testserver/el/selida/", "el_GR", "en_GB")),
        ("/en/a-page/", ("Nima", "A page", "A few words", "http://testserver/en/a-page/", "en_GB", "el_GR")),
    ],
)
def test_a_card_speaks_the_language_of_the_page(
    path: str, expected: tuple[str, ...], visitor: Client, db: None
) -> None:
    page = make_text("Σελίδα", introduction="Λίγα λόγια")
    make_twin(page, "A page", home("en"), introduction="A few words")

    card = properties(read(visitor, path))

    names = ("site_name", "title", "description", "url", "locale", "locale:alternate")
    assert tuple(card[name] for name in names) == expected


def test_a_page_that_stands_in_keeps_the_card_of_its_text(visitor: Client, db: None) -> None:
    make_text("Σελίδα")

    card = properties(read(visitor, "/en/selida/"))

    assert (card["title"], card["locale"], card["url"]) == ("Σελίδα", "el_GR", "http://testserver/el/selida/")
    assert "/cards/el/" in card["image"]


@BOTH
def test_pages_outside_the_tree_have_the_card_of_the_site(language: str, visitor: Client, db: None) -> None:
    path = picture_path(visitor, f"/{language}/organisations/")

    answer = visitor.get(path)

    assert (path, answer.status_code, answer["Content-Type"]) == (
        f"/cards/{language}/nima-{cards.LOOK}.png",
        200,
        "image/png",
    )


@pytest.mark.parametrize("photograph", [False, True])
def test_the_picture_is_made_once_and_kept(
    photograph: bool, visitor: Client, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    image = NetworkImage.objects.create(title="x", file=get_test_image_file(colour="blue")) if photograph else None
    make_news("Ένα νέο", picture=image)
    path = picture_path(visitor, "/el/nea/ena-neo/")

    first = visitor.get(path)
    monkeypatch.setattr(drawing, "draw", None)
    again = visitor.get(path)

    drawn = Image.open(BytesIO(first.content)).convert("RGB")
    assert (drawn.size, first.content == again.content) == ((1200, 630), True)
    assert (drawn.getpixel((600, 100)) == (0, 0, 255)) == photograph
    assert "immutable" in first["Cache-Control"]


def test_a_lost_photograph_leaves_the_cloth(visitor: Client, db: None) -> None:
    image = NetworkImage.objects.create(title="x", file=get_test_image_file(colour="blue"))
    make_news("Ένα νέο", picture=image)
    path = picture_path(visitor, "/el/nea/ena-neo/")
    default_storage.delete(image.file.name)

    assert visitor.get(path).status_code == 200


def test_an_older_address_leads_to_the_newest(visitor: Client, db: None) -> None:
    make_practice("Σύμβουλοι")
    path = picture_path(visitor, "/el/kales-praktikes/symvouloi/")

    answer = visitor.get(re.sub(r"/[^/]+\.png", "/1-1.png", path))

    assert (answer.status_code, answer["Location"]) == (302, path)
    assert visitor.get(path).status_code == 200
    assert visitor.get("/cards/el/nima-99.png").status_code == 302


@pytest.mark.parametrize("how", ["unpublish", "restrict", "draft"])
def test_hidden_pages_have_no_picture(how: str, visitor: Client, db: None) -> None:
    page = make_text("Καναρίνι", live=how != "draft")
    path = cards.card_url(Page.objects.get(pk=page.pk), "el")
    if how != "draft":
        visitor.get(path)
    if how == "unpublish":
        page.unpublish()
    if how == "restrict":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/cards/fr/nima-1.png", "/cards/el/6f0c6a1e-1b1a-4a7e-9d46-0d1f5b9e2a11/1-0.png"])
def test_there_are_no_other_pictures(path: str, visitor: Client, db: None) -> None:
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize(
    "title",
    ["", "Ένα", "Ἑλληνικὴ & Łódź", "Υπερβολικά" * 12, "Μεγάλος τίτλος με πολλά λόγια " * 12],
)
def test_every_title_finds_room(title: str) -> None:
    drawn = Image.open(BytesIO(drawing.draw(title, name="Νήμα", woven=title)))

    size, lines = drawing.broken(title)
    assert drawn.size == (1200, 630)
    assert len(lines) <= drawing.MOST_LINES[size]


def test_letters_are_drawn_from_the_file_that_holds_them() -> None:
    assert drawing.runs("Α, b«é±ŁἙ") == [
        ("greek", "Α"),
        ("latin-basic", ", b«"),
        ("latin", "é±"),
        ("latin-ext", "Ł"),
        ("greek-ext", "Ἑ"),
    ]


def test_the_file_for_common_signs_holds_them() -> None:
    for family in ("literata", "commissioner"):
        face = drawing.font(family, 20, "latin-basic")
        missing = bytes(face.getmask("\u0416"))
        assert [sign for sign in drawing.COMMON_SIGNS if sign.strip() and bytes(face.getmask(sign)) == missing] == []
