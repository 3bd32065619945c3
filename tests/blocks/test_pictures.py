"""What an uploaded picture becomes, and which ones are refused."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import translation
from PIL import Image, ImageCms, PngImagePlugin

from blocks import pictures
from tests.factories.files import SECRET, frames, picture, saved, telling_exif, upload

ROOT = Path(__file__).resolve().parents[2]
RED = (200, 30, 30)


def cleaned(name: str, content: bytes) -> Image.Image:
    """Return a picture as it will be stored."""
    return Image.open(BytesIO(content_of(name, content)))


def content_of(name: str, content: bytes) -> bytes:
    """Return the bytes that will be stored."""
    file = upload(name, content)
    pictures.clean(file)
    assert file.size == len(file.read())
    file.seek(0)
    return file.read()


def colour(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    """Return the red, green and blue of a point."""
    found = image.convert("RGB").getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def reason(name: str, content: bytes) -> str:
    """Return why a picture is refused."""
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        pictures.clean(upload(name, content))
    return str(refusal.value.messages[0])


@pytest.mark.parametrize("kind", ["avif", "gif", "jpg", "png", "webp"])
def test_a_picture_stays_what_it_was_and_shows_the_same(kind: str) -> None:
    image = cleaned(f"a.{kind.upper()}", picture(kind))

    assert (image.format, image.size) == ({"jpg": "JPEG"}.get(kind, kind.upper()), (60, 40))
    assert all(abs(is_ - was) < 12 for is_, was in zip(colour(image, 10, 20), RED, strict=True))


@pytest.mark.parametrize("kind", ["avif", "jpg", "png", "webp"])
def test_metadata_is_gone(kind: str) -> None:
    xmp = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    content = picture(kind, exif=telling_exif()) if kind == "png" else picture(kind, exif=telling_exif(), xmp=xmp)
    assert SECRET.encode() in content

    stored = content_of(f"a.{kind}", content)

    image = Image.open(BytesIO(stored))
    assert SECRET.encode() not in stored
    assert (dict(image.getexif()), {"xmp", "exif", "comment", "icc_profile"} & image.info.keys()) == ({}, set())


def test_comments_captions_and_thumbnails_are_gone_too() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET)
    words.add_itxt("XML:com.adobe.xmp", SECRET)
    iptc = b"\xff\xed" + (2 + 14 + len(SECRET)).to_bytes(2, "big") + b"Photoshop 3.0\0" + SECRET.encode()
    jpeg = picture("jpg", comment=SECRET.encode())
    samples = {
        "a.png": picture("png", pnginfo=words),
        "a.jpg": jpeg[:2] + iptc + jpeg[2:],
        "b.gif": picture("gif", comment=SECRET),
    }

    assert [name for name, content in samples.items() if SECRET.encode() not in content] == []
    assert [name for name, content in samples.items() if SECRET.encode() in content_of(name, content)] == []


@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_a_picture_is_turned_as_its_metadata_say(kind: str) -> None:
    image = cleaned(f"a.{kind}", picture(kind, exif=telling_exif(orientation=6)))

    assert image.size == (40, 60)
    assert colour(image, 20, 5)[0] > 150 > 60 > colour(image, 20, 55)[0]


def test_colours_of_a_profile_become_those_of_every_screen() -> None:
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    images = [cleaned("a.png", picture(icc_profile=profile)) for profile in (swapped, usual, b"no profile")]

    assert [(image.mode, image.getpixel((10, 20)), "icc_profile" in image.info) for image in images] == [
        ("RGB", RED, False)
    ] * 3


@pytest.mark.parametrize(
    ("name", "mode", "stored"),
    [
        ("a.jpg", "CMYK", "RGB"),
        ("a.png", "I;16", "L"),
        ("a.png", "1", "1"),
        ("a.png", "P", "P"),
        ("a.png", "RGBA", "RGBA"),
        ("a.png", "LA", "LA"),
    ],
)
def test_print_colours_become_screen_colours_and_see_through_stays(name: str, mode: str, stored: str) -> None:
    assert cleaned(name, picture(name[2:], mode=mode)).mode == stored


def test_what_hangs_on_a_picture_is_gone() -> None:
    script = b"<html><script>alert(1)</script></html>PK\x03\x04"
    samples = {f"a.{kind}": picture(kind) + script for kind in ("gif", "jpg", "png")}

    stored = {name: content_of(name, content) for name, content in samples.items()}

    assert [name for name, content in stored.items() if b"script" in content or b"PK" in content] == []


def test_the_second_picture_of_a_telephone_is_left_out() -> None:
    content = saved(Image.new("RGB", (60, 40)), "MPO", save_all=True, append_images=[Image.new("RGB", (30, 20))])

    assert Image.open(BytesIO(content)).format == "MPO"
    assert cleaned("a.jpg", content).format == "JPEG"


@pytest.mark.parametrize("mode", ["P", "RGB"])
def test_no_more_is_kept_than_a_page_can_show(mode: str) -> None:
    assert cleaned("a.png", picture(size=(8192, 10), mode=mode)).size == (4096, 5)


def test_a_large_upload_is_rewritten_on_the_disk_where_it_lies() -> None:
    with TemporaryUploadedFile("a.png", "image/png", 0, None) as file:
        file.write(picture() + b"<script>")
        pictures.clean(file)

        assert b"<script>" not in Path(file.temporary_file_path()).read_bytes()
        assert Path(file.temporary_file_path()).stat().st_size == file.size


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "Files of this kind are not taken"),
        ("a.bmp", picture("BMP"), "Files of this kind are not taken"),
        ("a.png.html", picture(), "Files of this kind are not taken"),
        ("a", picture(), "Files of this kind are not taken"),
        ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "This file is no picture"),
        ("a.png", b"<html><script></script></html>", "This file is no picture"),
        ("a.png", picture("jpg"), "The name says PNG, but the content is JPEG"),
        ("a.jpg", picture("BMP"), "This file is no picture"),
        ("a.png", picture()[:-30], "This picture is damaged"),
        ("a.jpg", picture("jpg", (900, 900))[:-300], "This picture is damaged"),
        ("a.png", bytes(10 * 1024**2 + 1), "at most 10.0\xa0MB are taken"),
    ],
)
def test_what_is_no_picture_is_refused_with_the_reason(name: str, content: bytes, message: str) -> None:
    assert message in reason(name, content)


@pytest.mark.parametrize("kind", ["gif", "png", "webp", "avif"])
def test_moving_pictures_are_refused(kind: str) -> None:
    assert "Moving pictures are not taken" in reason(f"a.{kind}", frames(kind, 3))


@pytest.mark.parametrize(("mode", "side"), [("1", 6400), ("1", 11300), ("1", 14000)])
def test_more_than_forty_million_pixels_are_refused(mode: str, side: int) -> None:
    content = picture(size=(side, side), mode=mode)
    assert len(content) < 130_000

    assert reason("a.png", content) == "The picture has more than 40 million pixels. Make it smaller."


def test_a_picture_of_forty_million_pixels_takes_less_than_three_hundred_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(picture(size=(6320, 6320)))
    program = f"""
import resource, django
django.setup()
from blocks import pictures
from tests.factories.files import picture, upload
pictures.clean(upload("small.png", picture()))
content = open({str(path)!r}, "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
pictures.clean(upload("a.png", content))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    environment = {"PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, cwd=ROOT, capture_output=True, text=True)

    assert int(done.stdout) < 300_000, done.stderr
