"""A page of text as its template shows it: parts, contents, the way here, and the pages below."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from blocks.pages import shown_at
from blocks.sections import Part, headings_of, parts_of
from blocks.trail import children_of
from blocks.trail import crumbs as way_to
from blocks.visible import in_language, readable
from pages.models import ContentPage
from translation.marks import marks_on

SEVERAL = 2
PARTS = {"mast": ("title", "introduction"), "people": ("people",), "body": ("body",)}
"""The texts of each part of a page of text; people are those of the team."""


@dataclass(frozen=True)
class Reading:
    """Everything the template shows beside the page's own fields."""

    page: Any
    reader: str
    url: str
    """Where the page is read now."""
    request: HttpRequest

    @cached_property
    def parts(self) -> list[Part]:
        """Return the blocks of the text."""
        return parts_of(self.page.body, self.page.language, self.reader)

    @property
    def contents(self) -> list[dict[str, str]]:
        """Return the table of contents, where there is more than one heading."""
        found = headings_of(self.parts, self.page.language)
        return found if len(found) >= SEVERAL else []

    @cached_property
    def marks(self) -> dict[str, str]:
        """Return what a reader is told of the texts of a translation."""
        return marks_on(self.page, self.request, self.reader, PARTS)

    @cached_property
    def children(self) -> list[dict[str, str]]:
        """Return the pages below, in the reader's language or the one there is, as cards."""
        below = children_of(ContentPage.objects.all(), self.page).select_related("locale")
        pages = readable(in_language(below, self.reader).order_by("path"), self.request)
        return [
            {
                "title": page.title,
                "plain_title": str(page.translation_key),
                "url": f"{self.url}{page.slug}/",
                "language": page.language,
                "text": page.introduction,
            }
            for page in pages
        ]

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to here."""
        return way_to(self.page, self.reader, self.url)


def present(page: Any, request: HttpRequest) -> Reading:
    """Return a page of text for the language of the request."""
    reader = get_language() or page.language
    return Reading(page=page, reader=reader, url=shown_at(page, reader, request)[0], request=request)
