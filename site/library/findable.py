"""How guides, their chapters and the documents of the list are found."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text import get_text_for_indexing

from library.models import DocumentIndexPage, GuideChapterPage, GuidePage, Publication
from library.models.guides import ChapterAdvice, ChapterIndicator, ChapterQuestion, ChapterStage
from search.kinds import Document, Kind, Source
from search.pages import Told, page_kind

LANGUAGES = ("el", "en")
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


def publications() -> Kind:
    """Return documents of the list as something that can be found."""
    return Kind(
        "document",
        _("Documents"),
        (Source(Publication._meta.db_table, "id"),),
        papers,
        lambda: Publication.objects.filter(listed=True).order_by("pk").values_list("pk", flat=True),
        visible,
    )


def visible(user: Any, numbers: Collection[int]) -> Iterable[int]:
    """Return which documents of the list a person may see."""
    return Publication.objects.visible_to(user).filter(pk__in=numbers).values_list("pk", flat=True)


def papers(numbers: Collection[int]) -> Iterator[Document]:
    """Yield what listed documents say, in both languages."""
    addresses = {language: list_in(language) for language in LANGUAGES}
    for one in Publication.objects.filter(pk__in=numbers, listed=True).select_related("document"):
        for language in LANGUAGES:
            yield paper(one, language, addresses[language])


def paper(one: Publication, language: str, address: str) -> Document:
    """Return what a document of the list says in a language."""
    words = one.words_in(language)
    return Document(
        key=str(one.pk),
        number=one.pk,
        language=language,
        title=words["title"],
        address=one.address or (one.document.url if one.document else address),
        summary=words["text"],
        keywords=" · ".join(filter(None, (words["source"], str(one.date.year)))),
        date=timezone.make_aware(datetime.combine(one.date, time(12))),
    )


def list_in(language: str) -> str:
    """Return the address of the list of documents in a language."""
    page = DocumentIndexPage.objects.live().filter(locale__language_code=language).first()
    return (page.get_url() or "") if page else ""
