"""The practices that a person saved, as rows of their own list, and where each is read."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.db.models import F

from good_practices.models import Bookmark, GoodPracticePage
from good_practices.pointed import library_url
from good_practices.rows import as_row, with_rows
from good_practices.words import labels


def saved_rows(listed: Page[Bookmark], reader: str, url: str) -> list[dict[str, Any]]:
    """Return a row for each bookmark; of a practice that is not public any more it says nothing."""
    known = public_rows([one.practice_key for one in listed], reader, url)
    return [
        {"key": one.practice_key, "saved_at": one.made_at, "page": listed.number, **known.get(one.practice_key, {})}
        for one in listed
    ]


def public_rows(keys: Iterable[UUID], reader: str, url: str) -> dict[UUID, dict[str, Any]]:
    """Return the rows of public practices by key, in the reader's language or the one there is."""
    found = GoodPracticePage.objects.in_library(reader).filter(translation_key__in=keys)
    known = labels(reader)
    return {row.key: as_row(row, known, reader, url) for row in with_rows(found).annotate(key=F("translation_key"))}


def address_of(key: UUID, reader: str) -> str:
    """Return where a public practice is read; nothing when it is not public."""
    found = GoodPracticePage.objects.in_library(reader).filter(translation_key=key)
    slug = found.values_list("slug", flat=True).first()
    return f"{library_url(reader)}{slug}/" if slug else ""
