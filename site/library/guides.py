"""Guides as readers see them: the shelf, the cover with its contents, a chapter, and all chapters on one page."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.rich_text import RichText

from blocks.pages import shown_at
from blocks.sections import html_of
from blocks.trail import children_of
from blocks.trail import crumbs as way_to
from blocks.visible import in_language, readable
from library.files import file_of
from library.models import (
    ChapterAdvice,
    ChapterIndicator,
    ChapterPractice,
    ChapterQuestion,
    ChapterStage,
    GuideChapterPage,
    GuideIndexPage,
    GuidePage,
)

WHOLE = "view=whole"
ROWS: dict[str, Any] = {
    "stages": ChapterStage,
    "indicators": ChapterIndicator,
    "questions": ChapterQuestion,
    "practices": ChapterPractice,
    "advice": ChapterAdvice,
}


@dataclass(frozen=True)
class Shelf:
    """The guides of a list."""

    page: GuideIndexPage
    reader: str
    url: str
    request: HttpRequest

    @cached_property
    def cards(self) -> list[dict[str, Any]]:
        """Return the guides as `components/card.html` takes them."""
        found = in_language(children_of(GuidePage.objects.all(), self.page), self.reader)
        return [self.card(guide) for guide in readable(found.select_related("locale", "organisation"), self.request)]

    def card(self, guide: GuidePage) -> dict[str, Any]:
        """Return one guide."""
        body = guide.organisation
        return {
            "title": guide.title,
            "plain_title": str(guide.translation_key),
            "url": f"{self.url}{guide.slug}/",
            "language": guide.language,
            "text": guide.introduction,
            "organisation": body.name_in(self.reader) if body else "",
            "organisation_language": body.name_language(self.reader) if body else "",
            "years": str(guide.year or ""),
        }

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to here."""
        return way_to(self.page, self.reader, self.url)


@dataclass(frozen=True)
class Chapter:
    """A chapter with its number in the guide."""

    page: GuideChapterPage
    number: int
    url: str
    level: int = 2
    """The level of the headings inside the chapter."""
    fetched: dict[str, list[Any]] | None = None
    """The rows, when they were fetched for all chapters at once."""

    @property
    def heading(self) -> str:
        """Return the element of headings inside the chapter."""
        return f"h{self.level}"

    @property
    def below(self) -> str:
        """Return the element of headings one step further down."""
        return f"h{self.level + 1}"

    @property
    def anchor(self) -> str:
        """Return the name of the chapter on the page of the whole guide."""
        return f"chapter-{self.number}"

    @property
    def language(self) -> str:
        """Return the language of the chapter's own texts."""
        return self.page.language

    @property
    def text(self) -> SafeString:
        """Return the text; its headings stand below the chapter's title."""
        return html_of(RichText(self.page.text), self.heading)

    @cached_property
    def stages(self) -> list[ChapterStage]:
        """Return the stages of the approach."""
        return self.rows("stages")

    @cached_property
    def indicators(self) -> list[ChapterIndicator]:
        """Return the quality indicators."""
        return self.rows("indicators")

    @cached_property
    def advice(self) -> list[ChapterAdvice]:
        """Return the policy advice."""
        return self.rows("advice")

    @cached_property
    def questions(self) -> list[dict[str, Any]]:
        """Return the questions with their answers, and when those were revised."""
        return [
            {
                "question": row.question,
                "answer": html_of(RichText(row.answer), self.below),
                "after_pilot": row.after_pilot,
                "revised": row.revised,
            }
            for row in self.rows("questions")
        ]

    @cached_property
    def practices(self) -> list[int]:
        """Return the numbers of the practices that the chapter looks at."""
        return [row.practice_id for row in self.rows("practices")]

    def rows(self, name: str) -> list[Any]:
        """Return the rows of one kind; a preview shows those in memory."""
        return self.fetched[name] if self.fetched is not None else list(getattr(self.page, name).all())


@dataclass(frozen=True)
class Guide:
    """A guide with its chapters in order."""

    page: GuidePage
    reader: str
    url: str
    """Where the guide is read now."""
    request: HttpRequest

    @property
    def language(self) -> str:
        """Return the language of the guide's own words."""
        return self.page.language

    @property
    def full_url(self) -> str:
        """Return the whole address of the guide, for passing it on."""
        return self.request.build_absolute_uri(self.url)

    @property
    def whole_url(self) -> str:
        """Return where all chapters stand on one page."""
        return f"{self.url}?{WHOLE}"

    @cached_property
    def chapters(self) -> list[Chapter]:
        """Return the chapters that the reader may open, each in the reader's language or the one there is."""
        found = children_of(GuideChapterPage.objects.live(), self.page).select_related("locale").order_by("path")
        shown = in_order(readable(found, self.request), self.reader)
        return [Chapter(page, number, f"{self.url}{page.slug}/") for number, page in enumerate(shown, start=1)]

    @cached_property
    def whole(self) -> list[Chapter]:
        """Return the chapters with all they hold, for one page."""
        rows = rows_of([one.page for one in self.chapters])
        return [replace(one, level=3, fetched=rows[one.page.pk]) for one in self.chapters]

    @property
    def length(self) -> str:
        """Say how many chapters there are."""
        number = len(self.chapters)
        return ngettext("%(number)s chapter", "%(number)s chapters", number) % {"number": number}

    @property
    def facts(self) -> list[dict[str, str]]:
        """Return whose it is, from when, for whom."""
        page = self.page
        return [
            {"label": _("Body"), **self.body},
            {"label": _("Year"), "value": str(page.year or "")},
            {"label": _("Whom it is for"), "value": page.for_whom, "language": page.language},
        ]

    @property
    def body(self) -> dict[str, str]:
        """Return the body that wrote the guide; a listed one leads to the directory."""
        body = self.page.organisation
        if body is None:
            return {"value": ""}
        url = reverse("organisations:detail", args=[body.code]) if body.listed else ""
        return {"value": body.name_in(self.reader), "url": url, "language": body.name_language(self.reader)}

    @cached_property
    def file(self) -> dict[str, Any] | None:
        """Return the file to download."""
        return file_of(self.page.document, self.reader) if self.page.document else None

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to the guide."""
        return way_to(self.page, self.reader, self.url)


@dataclass(frozen=True)
class OpenChapter:
    """The chapter that is being read, with the guide around it."""

    guide: Guide
    here: Chapter
    crumbs: list[dict[str, str]]

    @property
    def previous(self) -> Chapter | None:
        """Return the chapter before this one."""
        return self.neighbour(-1)

    @property
    def next(self) -> Chapter | None:
        """Return the chapter after this one."""
        return self.neighbour(1)

    def neighbour(self, step: int) -> Chapter | None:
        """Return the chapter so many steps away."""
        number = self.here.number + step
        return next((one for one in self.guide.chapters if one.number == number), None)


def in_order(pages: list[GuideChapterPage], reader: str) -> list[GuideChapterPage]:
    """Return each chapter once, in the order of the language that has more of them."""
    by_language: dict[str, list[GuideChapterPage]] = {}
    for page in pages:
        by_language.setdefault(page.language, []).append(page)
    lists = sorted(by_language.items(), key=lambda one: (-len(one[1]), one[0] != reader))
    keys = dict.fromkeys(page.translation_key for _language, found in lists for page in found)
    known = {page.translation_key: page for page in pages}
    known |= {page.translation_key: page for page in by_language.get(reader, [])}
    return [known[key] for key in keys]


def rows_of(pages: list[GuideChapterPage]) -> dict[int, dict[str, list[Any]]]:
    """Return the rows of many chapters, in a query for each kind."""
    found: dict[int, dict[str, list[Any]]] = {page.pk: {name: [] for name in ROWS} for page in pages}
    for name, kind in ROWS.items():
        for row in kind._default_manager.filter(chapter__in=found).order_by("sort_order", "pk"):
            found[row.chapter_id][name].append(row)
    return found


def asks_for_whole(request: HttpRequest) -> bool:
    """Say whether the reader asks for all chapters on one page."""
    return request.GET.get("view") == "whole"


def shelf(page: GuideIndexPage, request: HttpRequest) -> Shelf:
    """Return the guides for the language of the request."""
    reader = get_language() or page.language
    return Shelf(page, reader, shown_at(page, reader, request)[0], request)


def guide_of(page: GuidePage, request: HttpRequest) -> Guide:
    """Return a guide for the language of the request."""
    reader = get_language() or page.language
    return Guide(page, reader, shown_at(page, reader, request)[0], request)


def chapter_of(page: GuideChapterPage, request: HttpRequest) -> OpenChapter:
    """Return a chapter for the language of the request; its guide in that language if it can be."""
    reader = get_language() or page.language
    url = shown_at(page, reader, request)[0]
    guide = Guide(cover_of(page, reader), reader, url.removesuffix(f"{page.slug}/"), request)
    found = next((one for one in guide.chapters if one.page.translation_key == page.translation_key), None)
    here = Chapter(page, found.number if found else 1, url)
    return OpenChapter(guide, here, way_to(page, reader, url))


def cover_of(page: GuideChapterPage, reader: str) -> GuidePage:
    """Return the guide of a chapter, in the reader's language if there is one."""
    parent = page.path[: -page.steplen]
    key = Page.objects.filter(path=parent).values("translation_key")[:1]
    versions = list(GuidePage.to_read().filter(translation_key=key))
    return min(versions, key=lambda one: (one.locale.language_code != reader or not one.live, one.path != parent))
