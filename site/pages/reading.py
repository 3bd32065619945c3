"""A page of text as its template shows it: parts, contents, the way here, and the pages below."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from blocks.pages import shown_at
from blocks.routing import path_and_above
from blocks.sections import Part, headings_of, parts_of
from pages.models import ContentPage
from pages.visible import P, in_language, readable

SEVERAL = 2
HOME_DEPTH = 2


@dataclass(frozen=True)
class Reading:
    """Everything the template shows beside the page's own fields."""

    page: ContentPage
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
        return crumbs(self.page, self.reader, self.url)


def children_of(pages: QuerySet[P], parent: Any) -> QuerySet[P]:
    """Return the pages directly below a page or below its twin."""
    parents = [parent, *([parent.twin] if parent.twin else [])]
    lies_below = reduce(or_, (Q(path__startswith=one.path, depth=one.depth + 1) for one in parents))
    return pages.filter(lies_below)


def crumbs(page: Any, reader: str, url: str) -> list[dict[str, str]]:
    """Return the way from the home page to a page that is read at an address, in the reader's language if it can be."""
    here = {"title": page.title, "language": page.language}
    return [{"title": _("Home"), "url": f"/{reader}/"}, *crumbs_above(page, reader, url), here]


def crumbs_above(page: Any, reader: str, url: str) -> list[dict[str, str]]:
    """Return the pages between home and a page; each stands at the beginning of the page's own address."""
    way = [path for path in path_and_above(page)[HOME_DEPTH:] if path != page.path]
    keys = dict(Page.objects.filter(path__in=way).values_list("translation_key", "path"))
    titles: dict[str, Page] = {}
    for one in Page.objects.live().filter(translation_key__in=keys).select_related("locale"):
        if keys[one.translation_key] not in titles or one.locale.language_code == reader:
            titles[keys[one.translation_key]] = one
    addresses = addresses_above(url, len(way))
    return [
        {"title": titles[path].title, "url": address, "language": titles[path].locale.language_code}
        for path, address in zip(way, addresses, strict=True)
        if path in titles
    ]


def addresses_above(url: str, number: int) -> list[str]:
    """Return the addresses of the pages above an address, outermost first: its own without the last components."""
    steps = url.strip("/").split("/")
    return [f"/{'/'.join(steps[: len(steps) - up])}/" for up in range(number, 0, -1)]


def present(page: ContentPage, request: HttpRequest) -> Reading:
    """Return a page of text for the language of the request."""
    reader = get_language() or page.language
    return Reading(page=page, reader=reader, url=shown_at(page, reader, request)[0], request=request)
