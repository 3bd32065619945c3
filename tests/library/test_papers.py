"""Which documents are taken, and why others are not."""

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from library import papers
from tests.factories.files import open_text, package, packed_pdf, pdf, upload, word

OTHER = "This is no {} file, or a damaged one. Save it anew and try again."
MACROS = "The file holds macros. Save it without them."
SCRIPTS = "The PDF holds scripts or other files. Print it to a new PDF and choose that one."
LOCKED = "The file is locked with a password. Save it without one."


def reason(name: str, content: bytes) -> str:
    """Return why a document is refused."""
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        papers.check(upload(name, content))
    return str(refusal.value.messages[0])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Έκθεση.PDF", pdf()),
        ("a.pdf", packed_pdf(b"<< /Type /Page >>")),
        ("a.docx", word()),
        ("a.xlsx", word(kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
        ("a.pptx", word(kind="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml")),
        ("a.odt", open_text()),
        ("a.ods", open_text(kind="spreadsheet")),
        ("a.txt", "\ufeffΚαλημέρα\r\nσε όλους\t\n".encode()),
        ("a.csv", "έτος;άτομα\n2024;12\n".encode()),
    ],
)
def test_a_document_is_taken_as_it_is(name: str, content: bytes) -> None:
    file = upload(name, content)

    papers.check(file)

    assert file.read() == content


@pytest.mark.parametrize(
    "name", ["a.docm", "a.xlsm", "a.xls", "a.doc", "a.html", "a.exe", "a.zip", "a.svg", "a.pdf.html", "a", ".pdf"]
)
def test_other_kinds_are_refused_with_those_that_are_taken(name: str) -> None:
    assert reason(name, word()) == (
        "Files of this kind are not taken. Choose one of: csv, docx, ods, odt, pdf, pptx, txt, xlsx."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>"),
        ("a.pdf", b"GIF89a" + pdf()),
        ("a.pdf", pdf()[:-8]),
        ("a.docx", pdf()),
        ("a.docx", b""),
        ("a.docx", word(kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")),
        ("a.docx", package({"word/document.xml": "<w/>"})),
        ("a.docx", b"<html>" + word()),
        ("a.docx", word()[:-40]),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
        ("a.odt", open_text(kind="spreadsheet")),
        ("a.txt", b"MZ\x90\x00\x03"),
        ("a.csv", b"a\x00b"),
    ],
)
def test_a_document_is_what_its_name_says(name: str, content: bytes) -> None:
    assert reason(name, content) == OTHER.format(name[2:].upper()) or "UTF-8" in reason(name, content)


def test_a_text_that_other_programs_would_misread_is_refused() -> None:
    assert (
        reason("a.csv", "Πάτρα".encode("cp1253")) == "This text is not saved as UTF-8. Save it anew with that encoding."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", word({"word/vbaProject.bin": b"\x00"})),
        ("a.docx", word(kind="application/vnd.ms-word.document.macroEnabled.main+xml wordprocessingml.document")),
        ("a.docx", word({"word/activeX/activeX1.xml": "<x/>"})),
        ("a.odt", open_text({"Basic/Standard/Module1.xml": "<x/>"})),
        ("a.odt", open_text({"Scripts/python/a.py": "pass"})),
    ],
)
def test_macros_are_refused(name: str, content: bytes) -> None:
    assert reason(name, content) == MACROS


@pytest.mark.parametrize(
    "inside",
    [
        b"<< /S /JavaScript /JS (app.alert(1)) >>",
        b"<< /S /J#61vaScript /JS (app.alert(1)) >>",
        b"<< /S /Launch /F (cmd.exe) >>",
        b"<< /Type /EmbeddedFile >>",
        b"<< /AcroForm << /XFA 2 0 R >> >>",
    ],
)
def test_a_pdf_with_scripts_or_files_is_refused(inside: bytes) -> None:
    assert [reason("a.pdf", content) for content in (pdf(inside), packed_pdf(inside))] == [SCRIPTS, SCRIPTS]


def test_locked_documents_are_refused() -> None:
    # The lowest bit of the flags: at 6 of a part's head, at 8 of its line in the list.
    locked = bytearray(word())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(mark, word()):
            locked[found.start() + flags] |= 1

    assert [reason("a.docx", bytes(locked)), reason("a.pdf", pdf(b"<< /Encrypt 2 0 R >>"))] == [LOCKED, LOCKED]


def test_a_pdf_that_cannot_be_unpacked_is_read_as_far_as_it_goes() -> None:
    papers.check(upload("a.pdf", pdf(b"<< /Type /ObjStm >>\nstream\nno zip\nendstream")))
    papers.check(upload("a.pdf", pdf(b"<< /Type /ObjStm >>\nstream\n" + zlib.compress(b"<< >>"))))


def test_a_bomb_is_not_unpacked() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "wordprocessingml.document")
        with bomb.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(101):
                part.write(bytes(1024**2))

    assert len(file.getvalue()) < 200_000
    assert reason("a.docx", file.getvalue()) == "Unpacked, the file is larger than 100 MB. Make it smaller."


def test_a_package_of_too_many_parts_is_refused() -> None:
    assert "Unpacked" in reason("a.docx", word({f"word/{number}.xml": "" for number in range(2000)}))


def test_a_document_above_ten_megabytes_is_refused() -> None:
    assert reason("a.txt", bytes(10 * 1024**2 + 1024)).endswith("at most 10.0\xa0MB are taken. Make it smaller.")
