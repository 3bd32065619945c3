"""Looks into an uploaded document: it is what its name says, and it holds no program."""

import re
import zlib
from collections.abc import Callable, Iterator
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from blocks import uploads

MOST_UNPACKED = 100 * 1024**2
MOST_PARTS = 2000
PIECE = 1024**2
ZIP = b"PK\x03\x04"
OFFICE = {"docx": b"wordprocessingml.document", "pptx": b"presentationml.presentation", "xlsx": b"spreadsheetml.sheet"}
OPEN_DOCUMENT = {"odt": b"opendocument.text", "ods": b"opendocument.spreadsheet"}
# Visual Basic, ActiveX, the macro sheets of old Excel, OpenOffice's Basic and scripts.
PROGRAM = re.compile(r"vbaproject|vbadata|activex/|macrosheets/|^basic/.|^scripts/.", re.IGNORECASE)
PDF_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")
# Scripts, programs to start, files inside the file; the words are long enough not to turn up in pictures by chance.
PDF_PROGRAM = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia|XFA)(?![A-Za-z0-9])")
PDF_LOCK = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
DICTIONARY = 1024
"""Bytes before a stream of a PDF in which it says what it is."""
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def check(upload: UploadedFile) -> None:
    """Refuse a document that is not what its name says, or that holds a program."""
    extension = uploads.admit(
        upload, extensions=settings.WAGTAILDOCS_EXTENSIONS, limit=settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    )
    upload.seek(0)
    CHECKS[extension](upload, extension)
    upload.seek(0)


def check_text(upload: UploadedFile, extension: str) -> None:
    """Take text that every program reads alike."""
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("This text is not saved as UTF-8. Save it anew with that encoding.")) from error
    if CONTROL.search(text):
        raise other_content(extension)


def check_office(upload: UploadedFile, extension: str) -> None:
    """Take what Word, PowerPoint and Excel write, or programs like them."""
    names, types = unpacked(upload, extension, "[Content_Types].xml")
    if OFFICE[extension] not in types:
        raise other_content(extension)
    refuse_programs(names, b"macroEnabled" in types)


def check_open_document(upload: UploadedFile, extension: str) -> None:
    """Take what LibreOffice writes, or programs like it."""
    names, kind = unpacked(upload, extension, "mimetype")
    if not kind.strip().endswith(OPEN_DOCUMENT[extension]):
        raise other_content(extension)
    refuse_programs(names, False)


def unpacked(upload: UploadedFile, extension: str, wanted: str) -> tuple[list[str], bytes]:
    """Return the names of a package's parts, and the content of the one that says what it is."""
    if upload.read(len(ZIP)) != ZIP:
        raise other_content(extension)
    try:
        with ZipFile(upload) as package:
            refuse_unfit(package)
            return package.namelist(), read_all(package, wanted)
    except (BadZipFile, KeyError, NotImplementedError, zlib.error, EOFError, ValueError, OSError) as error:
        raise other_content(extension) from error


def refuse_unfit(package: ZipFile) -> None:
    """Refuse a package that is locked, or that would fill a disk."""
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise locked()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        limit = {"limit": MOST_UNPACKED // 1024**2}
        raise ValidationError(_("Unpacked, the file is larger than %(limit)s MB. Make it smaller.") % limit)


def read_all(package: ZipFile, wanted: str) -> bytes:
    """Read every part, so that damage and wrong sizes show, and return the wanted one."""
    for part in package.infolist():
        with package.open(part) as content:
            while content.read(PIECE):
                pass
    return package.read(wanted)


def refuse_programs(names: list[str], says_so: bool) -> None:
    """Refuse macros."""
    if says_so or any(PROGRAM.search(name) for name in names):
        raise ValidationError(_("The file holds macros. Save it without them."))


def check_pdf(upload: UploadedFile, extension: str) -> None:
    """Take a PDF that starts nothing and hides no files."""
    content = upload.read()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise other_content(extension)
    names = names_of(content)
    if PDF_LOCK.search(names):
        raise locked()
    if PDF_PROGRAM.search(names):
        message = _("The PDF holds scripts or other files. Print it to a new PDF and choose that one.")
        raise ValidationError(message)


def names_of(content: bytes) -> bytes:
    """Return a PDF with its packed objects behind it, and escaped letters of names spelt out."""
    whole = b"\n".join([content, *packed_objects(content)])
    return PDF_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), whole)


def packed_objects(content: bytes) -> Iterator[bytes]:
    """Yield what a PDF packs, but for its text, fonts and pictures."""
    left = MOST_UNPACKED
    start = content.find(b"stream")
    while start >= 0 and left > 0:
        end = content.find(b"endstream", start)
        if b"/ObjStm" in content[max(0, start - DICTIONARY) : start]:
            packed = unpack(content[start + len(b"stream") : end].lstrip(b"\r\n"), left)
            left -= len(packed)
            yield packed
        start = content.find(b"stream", end + len(b"endstream")) if end >= 0 else -1


def unpack(stream: bytes, limit: int) -> bytes:
    """Return packed objects, as far as they can be read."""
    try:
        return zlib.decompressobj().decompress(stream, limit)
    except zlib.error:
        return b""


def other_content(extension: str) -> ValidationError:
    """Say that name and content differ."""
    words = {"extension": extension.upper()}
    return ValidationError(_("This is no %(extension)s file, or a damaged one. Save it anew and try again.") % words)


def locked() -> ValidationError:
    """Say that nobody could read it."""
    return ValidationError(_("The file is locked with a password. Save it without one."))


CHECKS: dict[str, Callable[[UploadedFile, str], None]] = {
    "csv": check_text,
    "docx": check_office,
    "odt": check_open_document,
    "ods": check_open_document,
    "pdf": check_pdf,
    "pptx": check_office,
    "txt": check_text,
    "xlsx": check_office,
}
