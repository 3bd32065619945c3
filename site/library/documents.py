"""The list of documents: by kind, language and year."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from blocks.narrowing import Facet, Item, Narrowed, narrow, years_of
from blocks.pages import shown_at
from blocks.trail import crumbs as way_to
from language.dates import format_date
from library.files import file_of
from library.models import DocumentIndexPage, Publication


class Listing:
    """One page of the documents under one choice; what the template shows."""

    def __init__(self, page: DocumentIndexPage, reader: str, request: HttpRequest) -> None:
        self.page = page
        self.reader = reader
        self.url = shown_at(page, reader, request)[0]
        self.query = request.GET

    @cached_property
    def narrowed(self) -> Narrowed:
        """Return the documents that the query string asks for."""
        found = Publication.objects.visible_to(AnonymousUser())
        items = [
            Item(
                pk, {"kind": frozenset([kind]), "language": frozenset([language]), "year": frozenset([str(date.year)])}
            )
            for pk, kind, language, date in found.values_list("pk", "kind", "language", "date")
        ]
        return narrow(self.query, self.facets(items), items, self.url)

    def facets(self, items: Iterable[Item]) -> tuple[Facet, ...]:
        """Return what can be chosen."""
        return (
            Facet("kind", _("Kind"), dict(Publication.Kind.choices)),
            Facet("language", _("Written in"), settings.LANGUAGE_NAMES),
            Facet("year", _("Year"), years_of(items)),
        )

    @property
    def kept(self) -> str:
        """Return the query string of what is chosen."""
        return self.narrowed.kept

    @property
    def heading(self) -> str:
        """Say how many there are."""
        return ngettext("%(total)s document", "%(total)s documents", self.narrowed.total) % {
            "total": self.narrowed.total
        }

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return the documents of this page."""
        shown = Publication.objects.filter(pk__in=self.narrowed.numbers).select_related("document")
        found = {one.pk: one for one in shown}
        return [self.row(found[number]) for number in self.narrowed.numbers if number in found]

    def row(self, one: Publication) -> dict[str, Any]:
        """Return one document: the words of the reader, and what its link says."""
        words = one.words_in(self.reader)
        written_in = str(settings.LANGUAGE_NAMES[one.language])
        link = {"title": words["title"], "url": one.address, "facts": written_in, "hreflang": one.language}
        return {
            **words,
            "link": file_of(one.document, self.reader, words["title"]) if one.document else link,
            "kind": str(one.get_kind_display()),
            "date": format_date(one.date, self.reader),
        }

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to here."""
        return way_to(self.page, self.reader, self.url)


def show(page: DocumentIndexPage, request: HttpRequest) -> Listing:
    """Return the documents that the query string asks for."""
    return Listing(page, get_language() or page.language, request)
