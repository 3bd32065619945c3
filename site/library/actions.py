"""What happens to the files of the list: their text is read for the search, one file after the other."""

import hashlib
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from language.detect import language_of
from library.models import DocumentText, NetworkDocument, Publication
from library.models.texts import VERSION
from library.reading import alone
from library.reading.reasons import LARGE, LOST, OTHER, WITH_TEXT

MOST_BYTES = 50 * 1024**2
LOOKED_AT = 20_000
"""Letters by which the language of a text is judged."""


def waiting() -> QuerySet[NetworkDocument]:
    """Return the documents of the list whose file has not been read yet, in the order of their numbers."""
    listed = Publication.objects.filter(document=OuterRef("pk"))
    read = DocumentText.objects.standing(timezone.now()).filter(document=OuterRef("pk"), file=OuterRef("file"))
    return NetworkDocument.objects.filter(Exists(listed), ~Exists(read)).order_by("pk")


def read_next() -> bool:
    """Read the next file that waits; say whether there was one. It may take a minute, outside of all transactions."""
    document = waiting().first()
    if document:
        read(document)
    return document is not None


def read_all() -> Iterator[NetworkDocument]:
    """Read every file that waits, each once; yield their documents when they are read."""
    last = 0
    while document := waiting().filter(pk__gt=last).first():
        last = document.pk
        read(document)
        yield document


def read(document: NetworkDocument) -> None:
    """Read the file of a document and keep its text, or the reason why there is none."""
    try:
        with document.open_file() as file:
            content = file.read(MOST_BYTES + 1)
    except Exception:
        # Storages raise errors of their own, not only OSError.
        keep(document, "", (LOST, ""))
        return
    digest = hashlib.sha256(content).hexdigest()
    keep(document, digest, known(digest) or found_in(content, document.file_extension.lower()))


def known(digest: str) -> tuple[str, str] | None:
    """Return state and text of the same content in whatever document, if it was read before."""
    read = DocumentText.objects.standing(timezone.now()).filter(content=digest, state__in=WITH_TEXT)
    return read.values_list("state", "text").first()


def found_in(content: bytes, extension: str) -> tuple[str, str]:
    """Return what becomes of a content, and its text."""
    if extension not in alone.KINDS:
        return OTHER, ""
    return (LARGE, "") if len(content) > MOST_BYTES else alone.read(content, extension)


@transaction.atomic
def keep(document: NetworkDocument, digest: str, found: tuple[str, str]) -> None:
    """Keep what was read, unless the document went or got another file meanwhile."""
    same = NetworkDocument.objects.select_for_update().filter(pk=document.pk, file=document.file.name)
    if same.first() is None:
        return
    state, text = found
    values = {
        "file": document.file.name,
        "content": digest,
        "version": VERSION,
        "state": state,
        "text": text,
        "language": language_of(text[:LOOKED_AT]) or "",
        "read_at": timezone.now(),
    }
    DocumentText.objects.update_or_create(document=document, defaults=values)


def forget_all() -> None:
    """Let every file be read anew."""
    DocumentText.objects.update(version=0)
