"""Opens a file of Word as far as its text needs: two parts of it, never more, and nothing that it points at."""

import re
from dataclasses import dataclass
from typing import IO, Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LARGEST = 5 * 1024**2
MOST_PARTS = 500
MOST_UNPACKED = 100 * 1024**2
MOST_READ = 10 * 1024**2
"""Of one part; about four thousand pages of plain text."""
ZIP, LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DOCUMENT, STYLES, TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PROGRAM = "vbaproject.bin"
AROUND = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d{0,3}\.xml", re.IGNORECASE)
"""Parts with text that no label stands above; what they hold is listed, not read."""
MOST_AROUND = 12


@dataclass(frozen=True)
class Opened:
    """The parts of a file that are looked at."""

    body: Element
    styles: Element | None
    around: tuple[Element, ...] = ()


def open_package(file: IO[bytes]) -> Opened:
    """Return the text and the styles of a file; refuse whatever else it is."""
    begin = file.read(4)
    file.seek(0)
    if begin == LOCKED:
        raise ValidationError(_("The file is locked with a password, or of an old kind. Save it as .docx without one."))
    if begin != ZIP:
        raise broken()
    try:
        with ZipFile(file) as package:
            return look_into(package)
    except ValidationError:
        raise
    except Exception as error:
        # What zipfile, zlib, the readers of XML and absent or locked parts raise differs from kind to kind.
        raise broken() from error


def look_into(package: ZipFile) -> Opened:
    """Return the parts that are looked at, after a look at all names and sizes."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise too_large()
    names = {part.filename.lower() for part in parts}
    if any(name.endswith(PROGRAM) for name in names):
        raise ValidationError(_("The file holds a program (macros). Save it as .docx without macros."))
    if not is_plain(read_part(package, TYPES)):
        raise broken()
    styles = read_part(package, STYLES) if STYLES in names else None
    around = [part.filename for part in parts if AROUND.fullmatch(part.filename)][:MOST_AROUND]
    return Opened(read_part(package, DOCUMENT), styles, tuple(read_part(package, name) for name in around))


def read_part(package: ZipFile, name: str) -> Element:
    """Return one part as a tree, read no further than it may be long."""
    with package.open(name) as part:
        content = part.read(MOST_READ + 1)
    if len(content) > MOST_READ:
        raise too_large()
    tree: Element = fromstring(content, forbid_dtd=True)
    return tree


def is_plain(types: Element) -> bool:
    """Say whether the text is that of a document without programs, by what the file says of itself."""
    said: Any = {one.get("PartName", "").lower(): one.get("ContentType") for one in types}
    return bool(said.get(f"/{DOCUMENT}") == PLAIN)


def broken() -> ValidationError:
    """Return the refusal of a file that is no document."""
    return ValidationError(_("This is not a whole Word file (.docx). Save it anew and try again."))


def too_large() -> ValidationError:
    """Return the refusal of a file that would fill the memory."""
    return ValidationError(_("Unpacked, the file is too large. Take out pictures and try again."))
