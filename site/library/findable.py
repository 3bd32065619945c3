"""How guides and their chapters are found."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import get_text_for_indexing

from library.models import GuideChapterPage, GuidePage
from library.models.guides import ChapterAdvice, ChapterIndicator, ChapterQuestion, ChapterStage
from search.kinds import Kind, Source
from search.pages import Told, page_kind

ROWS = (
    (ChapterStage, ("title", "when", "text")),
    (ChapterIndicator, ("name", "measured", "unit")),
    (ChapterQuestion, ("question", "answer")),
    (ChapterAdvice, ("addressee", "text")),
)


def guides() -> Kind:
    """Return guides as something that can be found."""
    return page_kind(
        "guide", _("Guides"), GuidePage.objects.all(), lambda pages: {page.pk: of_guide(page) for page in pages}
    )


def chapters() -> Kind:
    """Return chapters of guides as something that can be found."""
    rows = (Source(model._meta.db_table, "chapter_id", label="chapter") for model, _names in ROWS)
    return page_kind("chapter", _("Chapters of guides"), GuideChapterPage.objects.all(), of_chapters, *rows)


def of_guide(page: GuidePage) -> Told:
    """Return what the cover of a guide tells."""
    return Told(summary=page.introduction, body="\n".join(filter(None, (page.for_whom, page.note))))


def of_chapters(pages: list[Any]) -> dict[int, Told]:
    """Return what chapters tell, with their rows."""
    texts = rows_of([page.pk for page in pages])
    return {page.pk: of_chapter(page, texts[page.pk]) for page in pages}


def of_chapter(page: GuideChapterPage, texts: list[str]) -> Told:
    """Return what one chapter tells."""
    text = page._meta.get_field("text").get_searchable_content(page.text)
    return Told(summary=page.introduction, body="\n".join([*text, *texts]))


def rows_of(numbers: list[int]) -> dict[int, list[str]]:
    """Return the texts of the rows of chapters."""
    found: dict[int, list[str]] = defaultdict(list)
    for model, names in ROWS:
        rows: Any = model._default_manager.filter(chapter__in=numbers).order_by("chapter", "sort_order")
        for number, *texts in rows.values_list("chapter_id", *names):
            found[number] += (get_text_for_indexing(text) for text in texts if text)
    return found
