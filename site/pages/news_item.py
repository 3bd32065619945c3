"""A news item as its page tells it: when, where from, about what, and the documents that belong to it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.images.shortcuts import get_rendition_or_not_found

from blocks.pages import shown_at
from blocks.sections import Part, parts_of
from blocks.trail import crumbs as way_to
from good_practices.words import Labels, labels
from language.collation import sort_key
from language.dates import format_date
from library.files import file_of
from pages.models import NewsPage
from pages.news import BODY, tags
from translation.marks import marks_on

PARTS = {"mast": ("title", "introduction"), "facts": ("source_name",), "body": ("body",)}
"""The texts of each part of a news item."""


@dataclass(frozen=True)
class NewsItem:
    """Everything the template shows of one news item."""

    page: NewsPage
    reader: str
    """The language of the page around the text."""
    url: str
    full_url: str
    labels: Labels
    request: HttpRequest

    @property
    def language(self) -> str:
        """Return the language of the item's own texts."""
        return self.page.language

    @cached_property
    def tags(self) -> list[dict[str, str]]:
        """Return the kind and the themes."""
        return tags(self.page, [theme.code for theme in self.page.themes.all()], self.labels)

    @cached_property
    def countries(self) -> list[str]:
        """Return the names of the countries, in the reader's alphabet."""
        known = self.labels["country"]
        return sorted((known[one.code] for one in self.page.countries.all() if one.code in known), key=sort_key)

    @property
    def facts(self) -> list[dict[str, str]]:
        """Return when, where from, about which countries."""
        page = self.page
        source = {"value": page.source_name or page.source_url, "url": page.source_url, "language": self.language}
        dated = format_date(page.source_date, self.reader) if page.source_date else ""
        return [
            {"label": _("Date"), "value": format_date(page.date, self.reader)},
            {"label": pgettext("of a text", "Source"), **source},
            {"label": _("Date of the source"), "value": dated},
            {"label": _("Countries"), "value": ", ".join(self.countries)},
        ]

    @cached_property
    def marks(self) -> dict[str, str]:
        """Return what a reader is told of the texts of a translation."""
        return marks_on(self.page, self.request, self.reader, PARTS)

    @cached_property
    def parts(self) -> list[Part]:
        """Return the blocks of the text."""
        return parts_of(self.page.body, self.language, self.reader, ("documents",))

    @cached_property
    def documents(self) -> list[dict[str, Any]]:
        """Return the documents with what their links say."""
        return [file_of(one.document, self.reader) for one in self.page.documents.select_related("document")]

    @cached_property
    def picture(self) -> dict[str, Any] | None:
        """Return the picture with its words in the reader's language, or in the one there is."""
        image = self.page.picture
        found = get_rendition_or_not_found(image, BODY) if image else None
        if found is None or not found.width:
            return None
        alt = image.alt_in(self.reader)
        language = (
            self.reader if alt == getattr(image, f"alt_{self.reader}") else ("en" if self.reader == "el" else "el")
        )
        return {"picture": found, "alt": alt, "alt_language": language, "credit": image.credit}

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to here."""
        return way_to(self.page, self.reader, self.url)


def present(page: NewsPage, request: HttpRequest) -> NewsItem:
    """Return a news item for the language of the request."""
    reader = get_language() or page.language
    url = shown_at(page, reader, request)[0]
    full_url = request.build_absolute_uri(url)
    return NewsItem(page=page, reader=reader, url=url, full_url=full_url, labels=labels(reader), request=request)
