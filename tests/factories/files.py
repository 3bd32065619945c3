"""Files as people hand them in, good ones and bad ones, small and made on the spot."""

import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from weasyprint import HTML

FORMATS = {"avif": "AVIF", "gif": "GIF", "jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SECRET = "KANARINI-37.9838N"
"""What must not be found in any stored picture."""


def picture(kind: str = "png", size: tuple[int, int] = (60, 40), *, mode: str = "RGB", **saved_with: Any) -> bytes:
    """Return a picture with a red left half."""
    image = Image.new(mode, size)
    if mode in {"RGB", "RGBA"}:
        image.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    return saved(image, FORMATS.get(kind, kind), **saved_with)


def saved(image: Image.Image, kind: str, **saved_with: Any) -> bytes:
    """Return a picture as a file."""
    file = BytesIO()
    image.save(file, kind, **saved_with)
    return file.getvalue()


def telling_exif(orientation: int = 1) -> Image.Exif:
    """Return metadata with a place, a device and an owner."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = exif[0xA431] = exif[0x013B] = SECRET
    exif.get_ifd(0x8825).update({1: "N", 2: (37.0, 58.0, 42.0), 29: SECRET})
    return exif


def frames(kind: str, count: int) -> bytes:
    """Return a moving picture."""
    first, *rest = (Image.new("RGB", (8, 8), (number * 80 % 256, 90, 0)) for number in range(count))
    return saved(first, FORMATS[kind], save_all=True, append_images=rest)


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def word(more: dict[str, str | bytes] | None = None, kind: str = WORD) -> bytes:
    """Return a text of Word."""
    return package({"[Content_Types].xml": f"<Types>{kind}</Types>", "word/document.xml": "<w/>", **(more or {})})


def open_text(more: dict[str, str | bytes] | None = None, kind: str = "text") -> bytes:
    """Return a document of LibreOffice."""
    parts: dict[str, str | bytes] = {"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<o/>"}
    return package(parts | (more or {}))


def pdf(inside: bytes = b"<< /Type /Catalog >>") -> bytes:
    """Return a PDF with one object."""
    return b"%PDF-1.7\n1 0 obj\n" + inside + b"\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def packed_pdf(inside: bytes) -> bytes:
    """Return a PDF that packs an object into a stream."""
    packed = zlib.compress(inside)
    return pdf(b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream")


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    """Return a file as a form gets it."""
    return SimpleUploadedFile(name, content)


def worded_pdf(*pages: str) -> bytes:
    """Return a PDF of pages with some HTML, its fonts inside, as a program for texts makes it."""
    breaks = '<div style="break-before: page"></div>'.join(f"<div>{page}</div>" for page in pages)
    made: bytes = HTML(string=f'<html lang="el"><meta charset="utf-8"><body>{breaks}</body></html>').write_pdf()
    return made


def blank_pdf(pages: int = 1) -> bytes:
    """Return a PDF without text, as a scanner makes it."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    return written(writer)


def locked_pdf(content: bytes, password: str, owner: str) -> bytes:
    """Return a PDF locked with a password; without one, its owner only forbids changes."""
    writer = PdfWriter(clone_from=BytesIO(content))
    writer.encrypt(password, owner, algorithm="AES-256")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """Return a PDF as a file."""
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def worded_word(body: str, **parts: str) -> bytes:
    """Return a text of Word with some XML as its body; `footnotes` and the like are parts of their own."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    trees = {"document": f"<w:body>{body}</w:body>", **parts}
    return word({f"word/{name}.xml": f"<w:{name} {space}>{tree}</w:{name}>" for name, tree in trees.items()})


def paragraph(*runs: str) -> str:
    """Return a paragraph of Word, split into runs as Word does."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"
