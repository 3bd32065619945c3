"""Guides as readers see them: the shelf, the cover with its contents, a chapter, and all chapters on one page."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Page

from blocks.pages import shown_at
from blocks.trail import children_of
from blocks.trail import crumbs as way_to
from blocks.visible import in_language, readable
from library.chapters import PARTS, Chapter, in_order, rows_of
from library.files import file_of
from library.models import GuideChapterPage, GuideIndexPage, GuidePage
from translation.marks import marks_of, marks_on

WHOLE = "view=whole"
COVER = {"mast": ("title", "introduction"), "facts": ("for_whom",), "note": ("note",)}
"""The texts of each part of a cover."""


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
        found = children_of(GuideChapterPage.to_read().live(), self.page).order_by("path")
        shown = in_order(readable(found, self.request), self.reader)
        return [Chapter(page, number, f"{self.url}{page.slug}/") for number, page in enumerate(shown, start=1)]

    @cached_property
    def whole(self) -> list[Chapter]:
        """Return the chapters with all they hold, for one page."""
        pages = [one.page for one in self.chapters]
        rows, marks = rows_of(pages), marks_of(pages, self.reader, PARTS)
        return [
            replace(one, level=3, fetched=rows[one.page.pk], marks=marks.get(one.page.pk, {})) for one in self.chapters
        ]

    @cached_property
    def marks(self) -> dict[str, str]:
        """Return what a reader is told of the texts of a translated cover."""
        return marks_on(self.page, self.request, self.reader, COVER)

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
    here = Chapter(page, found.number if found else 1, url, marks=marks_on(page, request, reader, PARTS))
    return OpenChapter(guide, here, way_to(page, reader, url))


def cover_of(page: GuideChapterPage, reader: str) -> GuidePage:
    """Return the guide of a chapter, in the reader's language if there is one."""
    parent = page.path[: -page.steplen]
    key = Page.objects.filter(path=parent).values("translation_key")[:1]
    versions = list(GuidePage.to_read().filter(translation_key=key))
    return min(versions, key=lambda one: (one.locale.language_code != reader or not one.live, one.path != parent))
