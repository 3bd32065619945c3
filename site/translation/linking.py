"""Links across the two languages: choosers offer the page's own language first, and editors are told of the others."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Case, QuerySet, Value, When
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet

EDITORS = {"wagtailadmin_pages:edit", "wagtailadmin_pages:add"}
SHOWN = 5
"""Links that are named after saving; who made more sees the others after mending these."""


@dataclass(frozen=True)
class Crossing:
    """A link to a page in the other language, and its version in the language of the text, if there is one."""

    target: Page
    twin: Page | None


class FoundInTurn:
    """What several searches found, one after the other, as a list is turned over page by page."""

    def __init__(self, *parts: Any) -> None:
        self.parts = parts

    def count(self) -> int:
        """Return how much was found together."""
        return sum(part.count() for part in self.parts)

    def __getitem__(self, wanted: slice) -> list[Any]:
        start, stop = wanted.start or 0, self.count() if wanted.stop is None else wanted.stop
        found: list[Any] = []
        for part in self.parts:
            number = part.count()
            found += part[start : min(stop, number)] if start < min(stop, number) else []
            start, stop = max(0, start - number), max(0, stop - number)
        return found


class OwnLanguageFirst(PageQuerySet):
    """Pages whose search puts one language first too: Wagtail's sorts by relevance alone, whatever the order was."""

    locale: int | None = None

    def _clone(self) -> "OwnLanguageFirst":
        clone: OwnLanguageFirst = super()._clone()
        clone.locale = self.locale
        return clone

    def autocomplete(self, *args: Any, **more: Any) -> Any:
        """Return what is found in the language, then what is found in others, each by relevance."""
        own, others = self.filter(locale=self.locale), self.exclude(locale=self.locale)
        searches = [super(OwnLanguageFirst, part).autocomplete(*args, **more) for part in (own, others)]
        return FoundInTurn(*searches)


def language_first(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Put the pages first that are in the language of the page whose editor opened the chooser."""
    locale = locale_of_editor(request)
    if locale is None:
        return pages
    offered = OwnLanguageFirst(pages.model, pages.query.chain(), pages.db)
    offered.locale = locale
    return offered.order_by(Case(When(locale_id=locale, then=Value(0)), default=Value(1)), "path")


def locale_of_editor(request: HttpRequest) -> int | None:
    """Return the locale of the page that is edited where the chooser was opened; the address of that page tells."""
    try:
        found = resolve(urlsplit(request.headers.get("Referer", "")).path)
    except (Resolver404, ValueError):
        return None
    if found.view_name not in EDITORS:
        return None
    number = [*found.args, *found.kwargs.values()][-1]
    return Page.objects.filter(pk=number).values_list("locale_id", flat=True).first()


def targets(page: Page) -> set[int]:
    """Return the numbers of the pages that the texts of a page link to."""
    fields = [field for field in page._meta.get_fields() if hasattr(field, "extract_references")]
    found = [one for field in fields for one in field.extract_references(field.value_from_object(page))]
    return {int(number) for model, number, *_rest in found if issubclass(model, Page) and str(number).isdecimal()}


def crossings(page: Page) -> list[Crossing]:
    """Return the links of a page into the other language, in two queries."""
    linked = Page.objects.filter(pk__in=targets(page)).exclude(locale_id=page.locale_id).order_by("title", "pk")
    others = list(linked.select_related("locale"))
    keys = [other.translation_key for other in others]
    twins = {one.translation_key: one for one in Page.objects.filter(translation_key__in=keys, locale=page.locale_id)}
    return [Crossing(other, twins.get(other.translation_key)) for other in others]


def warnings(page: Page) -> list[str]:
    """Say of each link into the other language what to do about it."""
    return [in_words(one) for one in crossings(page)[:SHOWN]]


def in_words(crossing: Crossing) -> str:
    """Return the warning of one link, each title in its language."""
    language = crossing.target.locale.language_code
    title = format_html('<span lang="{}">{}</span>', language, crossing.target.title)
    if crossing.twin is None:
        words = {
            "el": _("This page links to “{title}”, which is in Greek and not in English yet."),
            "en": _("This page links to “{title}”, which is in English and not in Greek yet."),
        }
        return format_html(words[language], title=title)
    other = {"el": "en", "en": "el"}[language]
    twin = format_html('<span lang="{}">{}</span>', other, crossing.twin.title)
    words = {
        "el": _("This page links to “{title}”, which is in Greek. Link to the English version instead: “{twin}”."),
        "en": _("This page links to “{title}”, which is in English. Link to the Greek version instead: “{twin}”."),
    }
    return format_html(words[language], title=title, twin=twin)
