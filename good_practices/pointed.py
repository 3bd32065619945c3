"""What ties practices to other pages: rows of those that a page points at, and the projects behind one."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from blocks.pages import address_in
from blocks.visible import in_language, public
from good_practices.models import GoodPracticeIndexPage, GoodPracticePage
from good_practices.rows import as_row, with_rows
from good_practices.words import labels


def rows_of(numbers: Iterable[int], reader: str, library_url: str) -> list[dict[str, Any]]:
    """Return public practices as rows in the reader's language, newest first."""
    keys = Page.objects.filter(pk__in=numbers).values("translation_key")
    found = GoodPracticePage.objects.in_library(reader).filter(translation_key__in=keys)
    known = labels(reader)
    return [as_row(row, known, reader, library_url) for row in with_rows(found.order_by("-first_published_at", "-pk"))]


def library_url(reader: str) -> str:
    """Return the address of the library in a language; nothing while it is not online."""
    library = GoodPracticeIndexPage.objects.live().filter(locale__language_code=reader).select_related("locale").first()
    return (library.get_url() or "") if library else ""


def projects_of(practice: GoodPracticePage, reader: str) -> list[dict[str, str]]:
    """Return the public projects that a practice came out of, in the reader's language or the one there is."""
    linked = Page.objects.filter(projectpage__practices__practice__translation_key=practice.translation_key, live=True)
    versions = Page.objects.filter(translation_key__in=linked.values("translation_key"))
    pages = public(in_language(versions, reader)).select_related("locale")
    return [
        {"title": page.title, "url": address_in(page, reader)[0], "language": page.locale.language_code}
        for page in pages.order_by("title")
    ]
