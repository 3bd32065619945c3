"""What happens to the files of the list: their text is read for the search, one file after the other."""

import hashlib
from collections.abc import Iterator
from threading import Event

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from language.detect import language_of
from library.models import DocumentText, NetworkDocument, Publication, Reading
from library.models.readings import LEASE
from library.models.texts import VERSION
from library.reading import alone
from library.reading.alone import NEVER, Stopped
from library.reading.reasons import LARGE, LOST, OTHER, WITH_TEXT

MOST_BYTES = 50 * 1024**2
LOOKED_AT = 20_000
"""Letters by which the language of a text is judged."""


def unread() -> QuerySet[NetworkDocument]:
    """Return the documents of the list whose file has not been read yet, in the order of their numbers."""
    listed = Publication.objects.filter(document=OuterRef("pk"))
    read = DocumentText.objects.standing(timezone.now()).filter(document=OuterRef("pk"), file=OuterRef("file"))
    return NetworkDocument.objects.filter(Exists(listed), ~Exists(read)).order_by("pk")


def waiting() -> QuerySet[NetworkDocument]:
    """Return the unread documents that no worker has taken up."""
    return unread().exclude(Exists(Reading.objects.under_way(timezone.now()).filter(document=OuterRef("pk"))))


def claim_next(after: int = 0) -> Reading | None:
    """Take the next file that waits behind a document's number, or nothing when none is left."""
    while number := waiting().filter(pk__gt=after).values_list("pk", flat=True).first():
        if reading := claim(number):
            return reading
    return None


def claim(number: int) -> Reading | None:
    """Take the file of a document for us alone, or nothing when another worker was quicker.

    It is committed before the file is opened: what a killed worker held is taken up again when its time is over.
    """
    now = timezone.now()
    with transaction.atomic(durable=True):
        Reading.objects.bulk_create([Reading(document_id=number, until=now)], ignore_conflicts=True)
        taken = Reading.objects.over(now).filter(document=number).update(until=now + LEASE)
    reading = Reading.objects.select_related("document").get(document=number) if taken else None
    # Whoever was quicker may have read it in between.
    if reading and not unread().filter(pk=number).exists():
        let_go(reading)
        return None
    return reading


def let_go(reading: Reading) -> None:
    """Leave a file to others, unless they have it already because our time was over."""
    Reading.objects.filter(pk=reading.pk, until=reading.until).delete()


def read_next(stopped: Event = NEVER) -> bool:
    """Read the next file that waits; say whether there was one. It may take a minute, outside of all transactions.

    Raise Stopped when told to stop before the end.
    """
    reading = claim_next()
    if reading:
        read(reading, stopped)
    return reading is not None


def read_all() -> Iterator[NetworkDocument]:
    """Read every file that waits, each once; yield their documents when they are read."""
    last = 0
    while reading := claim_next(last):
        last = reading.document_id
        read(reading)
        yield reading.document


def read(reading: Reading, stopped: Event = NEVER) -> None:
    """Read a file that we took and keep its text, or the reason why there is none; stopped, leave it to others."""
    try:
        digest, found = looked_into(reading.document, stopped)
    except (Stopped, KeyboardInterrupt):
        let_go(reading)
        raise
    keep(reading, digest, found)


def looked_into(document: NetworkDocument, stopped: Event) -> tuple[str, tuple[str, str]]:
    """Return the hash of a file's content, and what becomes of it with its text."""
    try:
        with document.open_file() as file:
            content = file.read(MOST_BYTES + 1)
    except Exception:
        # Storages raise errors of their own, not only OSError.
        return "", (LOST, "")
    digest = hashlib.sha256(content).hexdigest()
    return digest, known(digest) or found_in(content, document.file_extension.lower(), stopped)


def known(digest: str) -> tuple[str, str] | None:
    """Return state and text of the same content in whatever document, if it was read before."""
    read = DocumentText.objects.standing(timezone.now()).filter(content=digest, state__in=WITH_TEXT)
    return read.values_list("state", "text").first()


def found_in(content: bytes, extension: str, stopped: Event) -> tuple[str, str]:
    """Return what becomes of a content, and its text."""
    if extension not in alone.KINDS:
        return OTHER, ""
    return (LARGE, "") if len(content) > MOST_BYTES else alone.read(content, extension, stopped)


@transaction.atomic
def keep(reading: Reading, digest: str, found: tuple[str, str]) -> None:
    """Keep what was read, unless the document went or got another file meanwhile."""
    document = reading.document
    let_go(reading)
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
