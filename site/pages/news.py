"""The list of news: by kind, theme and year, in the reader's language or the one there is."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from blocks.narrowing import Facet, Item, Narrowed, narrow, years_of
from blocks.pages import shown_at
from blocks.trail import children_of
from blocks.trail import crumbs as way_to
from blocks.visible import in_language, public
from good_practices.words import Labels, labels
from language.dates import format_date
from library.models import NetworkRendition
from pages.models import NewsIndexPage, NewsPage

ROW = "fill-272x272"
BODY = "max-1056x1400"
SIZES = (ROW, BODY)
KIND_DYES = {NewsPage.Kind.TOPIC: "sea"}


class Listing:
    """One page of the news under one choice; what the template shows."""

    def __init__(self, page: NewsIndexPage, reader: str, request: HttpRequest) -> None:
        self.page = page
        self.reader = reader
        self.url = shown_at(page, reader, request)[0]
        self.query = request.GET

    @cached_property
    def news(self) -> QuerySet[NewsPage]:
        """Return all news that everybody may read, newest first."""
        found = in_language(public(children_of(NewsPage.objects.all(), self.page)), self.reader)
        return found.order_by("-date", "-pk")

    @cached_property
    def labels(self) -> Labels:
        """Return the labels of the words."""
        return labels(self.reader)

    @cached_property
    def themes(self) -> dict[int, list[str]]:
        """Return the codes of the themes of every news item."""
        rows = NewsPage.themes.through.objects.filter(newspage__in=self.news.order_by().values("pk"))
        found: dict[int, list[str]] = defaultdict(list)
        for number, code in rows.order_by("theme__order", "theme__title").values_list("newspage_id", "theme__code"):
            found[number].append(code)
        return found

    @cached_property
    def narrowed(self) -> Narrowed:
        """Return the news that the query string asks for."""
        items = [
            Item(pk, {"kind": frozenset([kind]), "theme": frozenset(self.themes.get(pk, ())), "year": years(date)})
            for pk, kind, date in self.news.values_list("pk", "kind", "date")
        ]
        return narrow(self.query, self.facets(items), items, self.url)

    def facets(self, items: Iterable[Item]) -> tuple[Facet, ...]:
        """Return what can be chosen."""
        return (
            Facet("kind", _("Kind"), dict(NewsPage.Kind.choices)),
            Facet("theme", _("Theme"), self.labels["theme"]),
            Facet("year", _("Year"), years_of(items)),
        )

    @property
    def kept(self) -> str:
        """Return the query string of what is chosen."""
        return self.narrowed.kept

    @property
    def heading(self) -> str:
        """Say how many there are."""
        return ngettext("%(total)s news item", "%(total)s news items", self.narrowed.total) % {
            "total": self.narrowed.total
        }

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return the news of this page as `components/result.html` takes them."""
        found = {item.pk: item for item in with_pictures(self.news.filter(pk__in=self.narrowed.numbers))}
        return [self.row(found[number]) for number in self.narrowed.numbers if number in found]

    def row(self, item: Any) -> dict[str, Any]:
        """Return one news item."""
        return {
            "title": item.title,
            "plain_title": str(item.translation_key),
            "url": f"{self.url}{item.slug}/",
            "language": item.locale.language_code,
            "picture": picture(item.picture_file),
            "tags": tags(item, self.themes.get(item.pk, []), self.labels),
            "text": item.introduction,
            "organisation": item.source_name,
            "organisation_language": item.locale.language_code,
            "years": format_date(item.date, self.reader),
        }

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """Return the way from the home page to here."""
        return way_to(self.page, self.reader, self.url)


def years(date: Any) -> frozenset[str]:
    """Return the year of a day as its code."""
    return frozenset([str(date.year)])


def tags(item: NewsPage, themes: Iterable[str], known: Labels) -> list[dict[str, str]]:
    """Return the kind, and the themes that have a label in the reader's language."""
    kind = {"text": str(item.get_kind_display()), "dye": KIND_DYES.get(item.kind, "")}
    return [kind, *({"text": known["theme"][code]} for code in themes if code in known["theme"])]


def with_pictures(news: QuerySet[NewsPage]) -> QuerySet[Any]:
    """Fetch the size of the picture that rows show; it is made when a news item is published."""
    sizes = NetworkRendition.objects.filter(filter_spec=ROW, image_id=OuterRef("picture_id"))
    fetched: QuerySet[Any] = news.select_related("locale").defer("body")
    return fetched.annotate(picture_file=Subquery(sizes.values("file")[:1]))


def picture(file: str | None) -> dict[str, Any] | None:
    """Return a size as the picture component takes it."""
    side = ROW.partition("-")[2].partition("x")[0]
    return {"url": default_storage.url(file), "width": side, "height": side} if file else None


def show(page: NewsIndexPage, request: HttpRequest) -> Listing:
    """Return the news that the query string asks for."""
    return Listing(page, get_language() or page.language, request)
