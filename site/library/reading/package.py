"""Opens what office programs write: a few parts of the package, within bounds, and nothing that they point at."""

from collections.abc import Iterator
from io import BytesIO
from typing import IO
from zipfile import ZipFile

from library.reading.reasons import LARGE, LOCKED, Unread

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
MOST_UNPACKED = 100 * 1024**2


def parts(content: bytes, needed: str, *others: str) -> Iterator[IO[bytes]]:
    """Yield the parts of a package, open, those that are needed and the others that are there.

    Raise Unread for a package that is locked or too large, and what zipfile raises for a damaged one.
    """
    if content.startswith(OLD_OR_LOCKED):
        raise Unread(LOCKED)
    with ZipFile(BytesIO(content)) as package:
        refuse_unfit(package)
        for name in (needed, *(other for other in others if other in package.namelist())):
            with package.open(name) as part:
                yield part


def refuse_unfit(package: ZipFile) -> None:
    """Refuse a package that is locked, or that unpacks to more than is read."""
    inside = package.infolist()
    if any(part.flag_bits & 1 for part in inside):
        raise Unread(LOCKED)
    if sum(part.file_size for part in inside) > MOST_UNPACKED:
        raise Unread(LARGE)
