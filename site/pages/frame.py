"""Menus and footer as readers see them: kept per language until a page or a menu changes."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from blocks.links import in_language_of_reader
from blocks.pages import address_in
from blocks.routing import path_and_above
from blocks.visible import are_open
from caching.memory import values
from good_practices.models import GoodPracticeIndexPage
from pages.emblems import sign
from pages.models import Emblem, FooterText, Funder, Menu, MenuItem

TOPICS = ("library", "pages", "wagtailcore")


@dataclass(frozen=True)
class Frame:
    """What surrounds every page of one reader."""

    header: list[dict[str, str]]
    columns: list[dict[str, Any]]
    about: str
    funders: list[dict[str, Any]]
    library_url: str
    is_own: bool
    """True when somebody is signed in: the navigation then holds lines of their own."""

    @property
    def header_key(self) -> tuple[Any, ...]:
        """Return what the navigation depends on, beside what editors keep."""
        return self.is_own, *marks(self.header)

    @property
    def footer_key(self) -> tuple[Any, ...]:
        """Return what the footer depends on, beside what editors keep."""
        return True, *(mark for column in self.columns for mark in marks(column["links"]))


def marks(links: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Return which links are shown, and which of them leads to where the reader is."""
    return [(link["url"], link["current"]) for link in links]


def shown_to(request: HttpRequest) -> Frame:
    """Return the menus and the footer with what this reader may open; this page is marked."""
    kept = kept_for(get_language() or "")
    closed = closed_to(request, kept["restricted"])
    menus = [{**menu, "links": links_of(menu["links"], closed, request.path)} for menu in kept["menus"]]
    return Frame(
        header=[link for menu in menus if menu["position"] == Menu.Position.HEADER for link in menu["links"]],
        columns=[menu for menu in menus if menu["position"] == Menu.Position.FOOTER and menu["links"]],
        about=kept["about"],
        funders=kept["funders"],
        library_url=kept["library_url"],
        is_own=request.user.is_authenticated,
    )


def kept_for(language: str) -> dict[str, Any]:
    """Return what is kept for a language."""
    return values.remember(("frame", language), lambda: build(language), *TOPICS)


def build(language: str) -> dict[str, Any]:
    """Return everything that the frame of a language may show, in plain values."""
    menus = list(Menu.objects.filter(locale__language_code=language))
    items = list(MenuItem.objects.filter(menu__in=menus).select_related("page"))
    pages = in_language_of_reader((item.page.translation_key for item in items if item.page), language)
    restrictions = restrictions_on(pages.values())
    footer = FooterText.objects.filter(locale__language_code=language).order_by("pk").first()
    funders = Funder.objects.filter(footer=footer).select_related("picture") if footer else ()
    return {
        "menus": [
            {
                "position": menu.position,
                "title": menu.title,
                "links": [
                    link
                    for item in items
                    if item.menu_id == menu.pk and (link := link_of(item, pages, restrictions, language))
                ],
            }
            for menu in menus
        ],
        "restricted": sorted({pk for found in restrictions.values() for pk in found}),
        "about": footer.about if footer else "",
        "funders": [as_strip(funder) for funder in funders],
        "library_url": library_url(language),
    }


def as_strip(funder: Funder) -> dict[str, Any]:
    """Return a funder as the footer shows it."""
    picture = sign(funder.picture) if funder.emblem == Emblem.PICTURE else None
    return {"emblem": funder.emblem, "picture": picture, "sentence": funder.sentence, "note": funder.note}


def restrictions_on(pages: Any) -> dict[int, list[int]]:
    """Return the numbers of the restrictions that hold for each page, its own and those above it."""
    ways = {page.pk: path_and_above(page) for page in pages}
    paths = {path for way in ways.values() for path in way}
    found = PageViewRestriction.objects.filter(page__path__in=paths).values_list("pk", "page__path")
    return {page: [pk for pk, path in found if path in way] for page, way in ways.items()}


def link_of(
    item: MenuItem, pages: dict[Any, Page], restrictions: dict[int, list[int]], language: str
) -> dict[str, Any] | None:
    """Return one link in a language; nothing when its page is not public any more."""
    if item.page is None:
        return {"label": item.label, "url": f"/{language}/{item.address}", "restricted": []}
    page = pages.get(item.page.translation_key)
    if page is None:
        return None
    url = address_in(page, language)[0]
    return {"label": item.label, "url": url, "restricted": restrictions[page.pk]}


def library_url(language: str) -> str:
    """Return the address of the library, where the search of the header leads."""
    library = GoodPracticeIndexPage.objects.live().filter(locale__language_code=language)
    page = library.select_related("locale").first()
    return (page.get_url() or "") if page else ""


def closed_to(request: HttpRequest, restricted: list[int]) -> set[int]:
    """Return the restrictions that keep out who asks; without any there is nothing to ask."""
    if not restricted:
        return set()
    found = PageViewRestriction.objects.filter(pk__in=restricted)
    return {one.pk for one in found if not are_open([one], request)}


def links_of(links: list[dict[str, Any]], closed: set[int], path: str) -> list[dict[str, str]]:
    """Return the links that may be shown, each with how it stands to the page that is being read."""
    return [
        {"label": link["label"], "url": link["url"], "current": standing(link["url"], path)}
        for link in links
        if not closed.intersection(link["restricted"])
    ]


def standing(url: str, path: str) -> str:
    """Say whether a link leads to this page, to its section, or elsewhere."""
    if url == path:
        return "page"
    return "section" if url.count("/") > 2 and path.startswith(url) else ""
