"""The way from the home page to a page, and the pages below one, across the two languages."""

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page

from blocks.routing import path_and_above
from blocks.visible import P

HOME_DEPTH = 2


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
