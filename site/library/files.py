"""What a link to a document says before anybody follows it: what kind of file, how large, in which language."""

from typing import Any

from django.conf import settings

from language.numbers import format_number
from library.models import NetworkDocument

KILOBYTE, MEGABYTE = 1024, 1024**2


def file_of(document: NetworkDocument, reader: str, title: str = "") -> dict[str, Any]:
    """Return a document as `components/file.html` takes it; under another title when one is given."""
    return {
        "title": title or document.title,
        "url": document.url,
        "facts": facts_of(document, reader),
        "language": "" if title else document.language,
        "hreflang": document.language,
    }


def facts_of(document: NetworkDocument, reader: str) -> str:
    """Return «PDF, 1,2 MB, ελληνικά»; what is not known is left out."""
    name = str(settings.LANGUAGE_NAMES[document.language]).lower() if document.language else ""
    if reader == "en":
        name = name.capitalize()
    facts = (document.file_extension.upper(), size_of(document.get_file_size(), reader), name)
    return ", ".join(fact for fact in facts if fact)


def size_of(size: int | None, reader: str) -> str:
    """Return how large a file is, in the unit that reads best; nothing when it is lost."""
    if not size:
        return ""
    if size < MEGABYTE:
        return f"{format_number(max(1, round(size / KILOBYTE)), reader)} KB"
    return f"{format_number(size / MEGABYTE, reader, 1)} MB"
