"""A page on paper shows our own files and asks for nothing else."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from fontTools.ttLib import TTFont
from PIL import ImageFile

from blocks.paper import NotOurs, OwnFiles, is_possible, strip

ROOT = "https://nima.example/"
FILES = OwnFiles(ROOT, {"/strip.svg": "<svg/>"}, {"a.png": b"picture"}.get)


def test_static_files_drawings_and_given_pictures_are_ours() -> None:
    assert FILES.find(f"{ROOT}static/paper/practice.css").startswith(b"/*")
    assert FILES.find(f"{ROOT}strip.svg") == b"<svg/>"
    assert FILES.find(f"{ROOT}media/a.png") == b"picture"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/static/paper/practice.css",
        "https://nima.example.evil.example/strip.svg",
        "http://nima.example/strip.svg",
        "file:///etc/passwd",
        "data:text/css,p{}",
        "ftp://nima.example/strip.svg",
        f"{ROOT}static/../manage.py",
        f"{ROOT}static/%2e%2e/manage.py",
        f"{ROOT}static/missing.css",
        f"{ROOT}media/b.png",
        f"{ROOT}el/",
    ],
)
def test_everything_else_is_refused(address: str) -> None:
    with pytest.raises((NotOurs, Exception)) as refusal:
        FILES.find(address)
    assert refusal.type.__name__ in {"NotOurs", "SuspiciousFileOperation"}


def test_uploads_refuse_damaged_pictures_although_paper_is_made_here() -> None:
    is_possible()

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_a_cloth_is_a_drawing_with_its_own_colours() -> None:
    drawn = strip("Δίκτυο", "olive")

    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert "#51672f" in drawn
    assert strip("Δίκτυο") == strip(" Δίκτυο ")


@pytest.mark.parametrize("path", sorted((settings.ROOT / "static/paper").glob("*.woff2")), ids=lambda path: path.stem)
def test_each_font_on_paper_has_all_letters_of_its_typeface_and_one_weight(path: Path) -> None:
    font, name = TTFont(path), path.stem.partition("-")[0]
    wanted = {
        code for part in (settings.ROOT / "static/fonts").glob(f"{name}-*.woff2") for code in TTFont(part).getBestCmap()
    }

    assert wanted - set(font.getBestCmap()) == set()
    assert ("fvar" in font, ord(" ") in wanted) == (False, True)
