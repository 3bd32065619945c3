"""Factories of documents, of their list, and of guides with chapters."""

from typing import Any

from django.core.files.base import ContentFile

from library.models import GuideChapterPage, GuideIndexPage, GuidePage, NetworkDocument, Publication
from tests.factories.texts import plant


def make_document(
    title: str = "Έκθεση", *, language: str = "", name: str = "report.txt", size: int = 2048
) -> NetworkDocument:
    """Return a stored document of a size."""
    return NetworkDocument.objects.create(title=title, language=language, file=ContentFile(b"a" * size, name=name))


def make_publication(title: str = "Έκθεση", **fields: Any) -> Publication:
    """Return a document of the list, read elsewhere unless it gets a file."""
    values = {
        "title_el": title,
        "title_en": f"{title} (en)",
        "date": "2026-03-05",
        "address": "" if fields.get("document") else "https://example.org/report",
        **fields,
    }
    made = Publication.objects.create(**values)
    made.refresh_from_db()
    return made


def guides(language: str = "el") -> GuideIndexPage:
    """Return the list of guides of a language."""
    return GuideIndexPage.objects.get(locale__language_code=language)


def make_guide(title: str = "Ένας οδηγός", *, language: str = "el", live: bool = True, **fields: Any) -> GuidePage:
    """Return a guide in the list of its language."""
    page: GuidePage = plant(GuidePage(title=title, **fields), guides(language), live=live)
    return page


def make_chapter(title: str, guide: GuidePage, *, live: bool = True, **fields: Any) -> GuideChapterPage:
    """Return a chapter of a guide; rows are given as lists."""
    page: GuideChapterPage = plant(GuideChapterPage(title=title, **fields), guide, live=live)
    return page
