"""Opens a file of Word as far as its text needs: few parts of it, within bounds, and nothing that it points at."""

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
"""Of all parts together; about four thousand pages of plain text."""
MOST_MARKS = 300_000
"""Elements and attributes of all parts together; a hundred pages of Word have fewer. A small element takes twenty times
the memory of its text, so the size alone bounds nothing."""
ZIP, LOCKED = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
DOCUMENT, STYLES, TYPES = "word/document.xml", "word/styles.xml", "[Content_Types].xml"
PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PROGRAM = "vbaproject.bin"
EMBEDDED = re.compile(r"^word/(embeddings|activex)/", re.IGNORECASE)
"""Other files inside the file: tables of Excel, packages, OLE objects."""
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
    if any(EMBEDDED.match(name) for name in names):
        raise ValidationError(
            _("The file holds another file or an object (OLE). Take it out or put a picture in its place.")
        )
    around = [part.filename for part in parts if AROUND.fullmatch(part.filename)][:MOST_AROUND]
    own = [TYPES, DOCUMENT, *([STYLES] if STYLES in names else [])]
    trees = read_parts(package, [*own, *around])
    if not is_plain(trees[TYPES]):
        raise broken()
    return Opened(trees[DOCUMENT], trees.get(STYLES), tuple(trees[name] for name in around))


def read_parts(package: ZipFile, names: list[str]) -> dict[str, Element]:
    """Return parts as trees, after all of them together were found short enough."""
    contents: dict[str, bytes] = {}
    left, marks = MOST_READ, 0
    for name in names:
        with package.open(name) as part:
            contents[name] = part.read(left + 1)
        left -= len(contents[name])
        marks += contents[name].count(b"<") + contents[name].count(b"=")
        if left < 0 or marks > MOST_MARKS:
            raise too_large()
    return {name: fromstring(content, forbid_dtd=True) for name, content in contents.items()}


def is_plain(types: Element) -> bool:
    """Say whether the text is that of a document without programs, by what the file says of itself."""
    said: Any = {one.get("PartName", "").lower(): one.get("ContentType") for one in types}
    return bool(said.get(f"/{DOCUMENT}") == PLAIN)


def broken() -> ValidationError:
    """Return the refusal of a file that is no document."""
    return ValidationError(_("This is not a whole Word file (.docx). Save it anew and try again."))


def too_large() -> ValidationError:
    """Return the refusal of a file that would fill the memory."""
    return ValidationError(_("Unpacked, the file is too large. Take out what was pasted in and try again."))
