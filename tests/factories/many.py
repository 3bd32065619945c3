"""Thousands of practices in a moment, without Wagtail's housekeeping, for tests of numbers."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS
from django.db.models.sql import InsertQuery
from wagtail.models import Page

from good_practices.models import GoodPracticePage
from tests.factories.practices import library

BATCH = 200
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


def make_many(number: int, *, language: str = "el", **fields: Any) -> list[GoodPracticePage]:
    """Return that many public practices below the library of a language; every one has the given fields."""
    index = library(language)
    start = index.numchild
    kind = ContentType.objects.get_for_model(GoodPracticePage)
    pages = Page.objects.bulk_create(as_page(index, kind, start + place) for place in range(1, number + 1))
    Page.objects.filter(pk=index.pk).update(numchild=start + number)
    practices = [
        GoodPracticePage(page_ptr_id=page.pk, title=page.title, source_language=language, **fields) for page in pages
    ]
    for first in range(0, number, BATCH):
        insert(practices[first : first + BATCH])
    return list(GoodPracticePage.objects.filter(pk__in=Page.objects.filter(path__startswith=index.path)))


def as_page(index: Page, kind: ContentType, place: int) -> Page:
    """Return the page row of one practice."""
    title, slug = f"Πρακτική {place}", f"praktiki-{index.locale.language_code}-{place}"
    return Page(
        title=title,
        draft_title=title,
        slug=slug,
        path=index._get_path(index.path, index.depth + 1, place),
        depth=index.depth + 1,
        url_path=f"{index.url_path}{slug}/",
        content_type=kind,
        locale_id=index.locale_id,
        live=True,
        first_published_at=FIRST_DAY + timedelta(hours=place),
    )


def insert(practices: list[Any]) -> None:
    """Insert the rows that belong to the pages; Django's `bulk_create` takes no inherited models."""
    query = InsertQuery(GoodPracticePage)
    query.insert_values(GoodPracticePage._meta.local_concrete_fields, practices)
    query.get_compiler(DEFAULT_DB_ALIAS).execute_sql()
