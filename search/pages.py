"""How pages are found: the rooms say what theirs tell, the rest is the same for all."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import F, Q
from wagtail.models import Page, PageViewRestriction

from blocks.visible import open_among
from caching.memory import values
from search.kinds import Document, Kind, Source
from search.rules import section, who_passes

COLUMNS = [
    "title",
    "live",
    "path",
    "url_path",
    "locale_id",
    "translation_key",
    "first_published_at",
    "last_published_at",
]
HEAD = ("pk", "title", "path", "url_path", "translation_key", "first_published_at", "spoken")
"""What is asked of every page; `spoken` is the code of its language."""
STEP, HOME = Page.steplen, 2
"""Signs of a step in the tree's paths, and the depth of the home pages."""
ABOVE = """SELECT above.path, above.url_path, twin.url_path, spoken.language_code FROM wagtailcore_page above
LEFT JOIN wagtailcore_page twin ON twin.translation_key = above.translation_key AND twin.live AND twin.depth >= %s
LEFT JOIN wagtailcore_locale spoken ON spoken.id = twin.locale_id WHERE above.path IN ({paths})"""
"""Asks for pages above others, and their twins in all languages: the ORM, in two questions, takes thrice as long."""


@dataclass(frozen=True)
class Told:
    """What a page tells beside its title."""

    summary: str = ""
    keywords: str = ""
    body: str = ""
    facets: frozenset[str] = frozenset()
    date: datetime | None = None


Tell = Callable[[list[Any]], dict[int, Told]]
"""Return what pages tell, by number, in few queries for all of them."""


def page_kind(code: str, title: Any, pages: Any, tell: Tell, *sources: Source, columns: tuple[str, ...] = ()) -> Kind:
    """Return a kind whose things are pages of a type.

    What `tell` is given are pages, or rows of these columns: of many pages those take a sixth of the time.
    """
    live = pages.live().annotate(spoken=F("locale__language_code"))
    # Put together once: each time, it took half as long as the database does.
    read = partial(rows_of, live.values_list(*HEAD, *columns, named=True)) if columns else partial(pages_of, live)
    return Kind(
        code,
        title,
        (*sources_of(code, pages.model), *sources),
        lambda numbers: documents(read(numbers), tell),
        lambda: pages.live().order_by("pk").values_list("pk", flat=True),
        visible,
    )


def visible(user: Any, numbers: Collection[int]) -> Iterable[int]:
    """Return which of some pages a person may open now: one question for pages of all types."""
    return open_among(numbers, user)


def rows_of(live: Any, numbers: Collection[int]) -> Iterable[Any]:
    """Return those of the rows of live pages that have a number."""
    return live.filter(pk__in=numbers)


def pages_of(live: Any, numbers: Collection[int]) -> Iterable[Any]:
    """Return those of some live pages that have a number.

    A page is noted for all types, and to ask for all that another type tells costs as much as its own.
    """
    return live.filter(pk__in=numbers) if live.model._base_manager.filter(pk__in=numbers).exists() else ()


def sources_of(code: str, model: type[Page]) -> tuple[Source, ...]:
    """Return the tables of a page type, and of what hides pages."""
    own = model._meta
    return (
        Source("wagtailcore_page", "id", columns=tuple(COLUMNS)),
        Source(own.db_table, own.pk.column, label=code),
        Source("wagtailcore_pageviewrestriction", "page_id", leads_to=below),
    )


def below(numbers: Collection[int]) -> Iterable[int]:
    """Return the numbers of pages and of all pages below them."""
    wanted = Q(pk__in=[])
    for path in Page.objects.filter(pk__in=numbers).values_list("path", flat=True):
        wanted |= Q(path__startswith=path)
    return Page.objects.filter(wanted).values_list("pk", flat=True)


def documents(pages: Iterable[Any], tell: Tell) -> Iterator[Document]:
    """Yield what pages say; what stands behind a password is not found."""
    found = list(pages)
    if not found:
        return
    told, places, readers = tell(found), Places(found), who_may_find(found)
    for page in found:
        if page.pk in readers:
            yield document(page, told[page.pk], places, readers[page.pk])


def document(page: Any, told: Told, places: "Places", audience: str) -> Document:
    """Return what a page says."""
    address, stands_in = places.of(page)
    return Document(
        key=str(page.translation_key),
        number=page.pk,
        language=page.spoken,
        title=page.title,
        address=address,
        stands_in=stands_in,
        summary=told.summary,
        keywords=told.keywords,
        body=told.body,
        audience=audience,
        facets=told.facets,
        date=told.date or page.first_published_at,
    )


def who_may_find(pages: Iterable[Any]) -> dict[int, str]:
    """Return who may find each page, by number; a page that needs two groups, or a password, is not in it."""
    closed = values.remember(("restrictions",), restrictions, "wagtailcore")
    found = {}
    for page in pages:
        above = {(kind, number) for path, kind, number in closed if page.path.startswith(path)}
        if audience := who_passes(above, section):
            found[page.pk] = audience
    return found


def restrictions() -> tuple[tuple[str, str, int], ...]:
    """Return the restrictions of pages: path, type and number."""
    return tuple(PageViewRestriction.objects.values_list("page__path", "restriction_type", "pk"))


class Places:
    """Where pages are read in both languages, in one query for all of them."""

    def __init__(self, pages: list[Any]) -> None:
        paths = sorted({page.path[:step] for page in pages for step in range(STEP, len(page.path), STEP)})
        with connection.cursor() as cursor:
            cursor.execute(ABOVE.format(paths=", ".join(["%s"] * len(paths))), [HOME, *paths])
            rows = cursor.fetchall()
        self.above = {path: place for path, place, _twin, _language in rows}
        self.twins = {
            (path, language): f"/{language}/{twin.split('/', 2)[2]}"
            for path, _place, twin, language in rows
            if language
        }

    def of(self, page: Any) -> tuple[str, str]:
        """Return where a page is read in its own language, and where it stands in for a lacking one."""
        own = page.spoken
        other = "en" if own == "el" else "el"
        within = page.url_path.split("/", 2)[2]
        return f"/{own}/{within}", self.standing_in(page, other)

    def standing_in(self, page: Any, language: str) -> str:
        """Return the address below the nearest page above that has a twin."""
        for step in range(len(page.path) - STEP, STEP, -STEP):
            path = page.path[:step]
            if (path, language) in self.twins:
                return f"{self.twins[path, language]}{page.url_path.removeprefix(self.above[path])}"
        return f"/{language}/"
