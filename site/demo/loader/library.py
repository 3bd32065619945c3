"""The demo's list of documents and its guides, written by hand in both languages."""

from html import escape
from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import TranslatableMixin

from demo.loader import content
from demo.loader.pages import key_of, plant, practice_of
from library.models import (
    ChapterAdvice,
    ChapterIndicator,
    ChapterPractice,
    ChapterQuestion,
    ChapterStage,
    GuideChapterPage,
    GuideIndexPage,
    GuidePage,
    NetworkDocument,
    Publication,
)
from network_members.models import Organisation

FIELDS: tuple[tuple[str, type[TranslatableMixin], tuple[str, ...]], ...] = (
    ("stages", ChapterStage, ("title", "when", "text")),
    ("indicators", ChapterIndicator, ("name", "measured", "unit", "target")),
    ("questions", ChapterQuestion, ("question", "answer")),
    ("advice", ChapterAdvice, ("addressee", "text")),
)


def load_documents() -> int:
    """Create the documents of the list that are missing; return how many were."""
    return sum(load_document(one) for one in content("library")["documents"])


def load_document(one: dict[str, Any]) -> bool:
    """Create one document of the list, with its file if it has one."""
    pairs = {f"{name}_{code}": one[name][code] for name in ("title", "text", "source") for code in ("el", "en")}
    _made, is_new = Publication.objects.get_or_create(
        title_el=one["title"]["el"],
        defaults={
            **pairs,
            "kind": one["kind"],
            "date": one["date"],
            "language": one["language"],
            "address": one["address"] or "",
            "document": document_of(one["code"]) if one["file"] else None,
        },
    )
    return is_new


def document_of(code: str) -> NetworkDocument:
    """Return the file of a document of the list, made when it is asked for first."""
    one = next(found for found in content("library")["documents"] if found["code"] == code)
    title = one["title"][one["language"]]
    known = NetworkDocument.objects.filter(title=title).first()
    if known:
        return known
    file = ContentFile("\n".join(one["lines"]).encode(), name=one["file"])
    return NetworkDocument.objects.create(title=title, language=one["language"], file=file)


def load_guides() -> int:
    """Create the guides that are missing, in both languages, with their chapters; return how many were."""
    return sum(
        load_guide(guide, index) for guide in content("library")["guides"] for index in GuideIndexPage.objects.all()
    )


def load_guide(guide: dict[str, Any], index: GuideIndexPage) -> bool:
    """Create one guide in one language."""
    text = guide[index.locale.language_code]
    body = Organisation.objects.filter(code=guide["organisation"]).first()
    cover = GuidePage(title=text["title"], introduction=text["intro"], organisation=body, year=guide["year"])
    cover.for_whom, cover.note = text["for_whom"], text["note"]
    is_new = plant(cover, guide["code"], index)
    page = GuidePage.objects.get(translation_key=key_of(guide["code"]), locale=index.locale)
    for chapter in guide["chapters"]:
        load_chapter(chapter, f"{guide['code']}-{chapter['code']}", page)
    return is_new


def load_chapter(chapter: dict[str, Any], code: str, guide: GuidePage) -> bool:
    """Create one chapter in one language, with its rows."""
    language = guide.locale.language_code
    text = chapter[language]
    page = GuideChapterPage(title=text["title"], introduction=text["intro"], text=html_of(text))
    for name, kind, fields in FIELDS:
        rows = [
            kind(
                **dict(zip(fields, row[language], strict=True)),
                **{extra: row[extra] for extra in ("after_pilot", "revised") if extra in row},
                locale=guide.locale,
                translation_key=key_of(f"{code}-{name}-{number}"),
                sort_order=number,
            )
            for number, row in enumerate(chapter.get(name, []))
        ]
        setattr(page, name, rows)
    page.practices = [ChapterPractice(practice=practice_of(one, language)) for one in chapter.get("practices", [])]
    return plant(page, code, guide)


def html_of(text: dict[str, Any]) -> str:
    """Return the paragraphs and the list of a chapter."""
    items = "".join(f"<li>{escape(item)}</li>" for item in text.get("list", []))
    paragraphs = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in text["text"])
    return paragraphs + (f"<ul>{items}</ul>" if items else "")
